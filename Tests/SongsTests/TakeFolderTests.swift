import AudioFiles
import Foundation
import Signal
import Songs
import Testing

@Suite struct TakeFolderTests {
    private let vocal = AudioBuffer(
        sampleRate: 44_100,
        // what 24 bits hold, and what only single precision does
        mono: Sounds.sine(440, level: 0.2, seconds: 1).enumerated().map {
            $0.offset % 2 == 0 ? $0.element : ($0.element * 8_388_608).rounded() / 8_388_608
        })
    private let recipe = "{\n  \"seed\" : 1, \"name\" : \"é \\\"x\\\"\"\n}"

    private let stems = ["band": Sounds.mono(300, level: 0.3, seconds: 1, rate: 24_000)]

    @discardableResult
    private func write(
        _ folder: URL, vocal: AudioBuffer? = nil, stems: [String: AudioBuffer]? = nil, record: String? = nil
    ) throws -> [URL] {
        try MadeTakes.write(
            vocal ?? self.vocal, stems ?? self.stems, balance: -2, record: record ?? recipe, to: folder)
    }

    @Test func aTakeIsFourFiles() throws {
        try withFolder { folder in
            let take = folder.appendingPathComponent("deep/er/take")
            let files = try write(take)
            #expect(files.map(\.lastPathComponent) == ["accompaniment.wav", "vocal.wav", "mix.wav", "recipe.json"])
            let names = try FileManager.default.contentsOfDirectory(atPath: take.path).sorted()
            #expect(names == files.map(\.lastPathComponent).sorted())
            #expect(try AudioReader.read(files[1]).channels[0].map(\.bitPattern) == vocal.channels[0].map(\.bitPattern))
            for file in [files[0], files[2]] {
                let found = try AudioReader.info(file)
                #expect(found.sampleRate == 44_100 && found.encoding == "Signed 24 bit PCM")
            }
            #expect(try String(contentsOf: files[3], encoding: .utf8) == recipe + "\n")
            for file in files.dropLast() { #expect(try AudioReader.info(file).comment == recipe) }
        }
    }

    /// Stems stand beside the take, and go when another take without them comes; what is not the take's stays.
    @Test func stemsComeAndGoWithTheTake() throws {
        try withFolder { folder in
            let low = Sounds.mono(300, level: 0.2, seconds: 1, rate: 24_000)
            let high = Sounds.mono(900, level: 0.1, seconds: 1, rate: 24_000)
            let files = try write(folder, stems: ["low": low, "high": high])
            #expect(files.dropFirst(3).map(\.lastPathComponent) == ["high.wav", "low.wav", "recipe.json"])
            let parts = try files[3...4].map { try AudioReader.read($0).mono() }
            let whole = try AudioReader.read(files[0]).mono()
            // three dithered files of 24 bits
            #expect(whole.indices.allSatisfy { abs(parts[0][$0] + parts[1][$0] - whole[$0]) < 6 / 8_388_608 })

            let own = folder.appendingPathComponent("own.wav")
            try AudioWriter.write(vocal, to: own, format: .wav16)
            try write(folder, stems: ["low": low, "deep": high], record: recipe + " ")
            func names() throws -> [String] {
                try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            }
            let kept = ["accompaniment.wav", "deep.wav", "low.wav", "mix.wav", "own.wav", "recipe.json", "vocal.wav"]
            #expect(try names() == kept)
            try write(folder)
            #expect(try names() == kept.filter { $0 != "low.wav" && $0 != "deep.wav" })
        }
    }

    @Test func theSameTakeGivesTheSameBytes() throws {
        try withFolder { folder in
            func bytes(_ name: String) throws -> [Data] {
                try write(folder.appendingPathComponent(name)).map { try Data(contentsOf: $0) }
            }
            let (one, two, overwritten) = try (bytes("a"), bytes("b"), bytes("a"))
            #expect(one == two)
            #expect(one == overwritten)
        }
    }

    /// A take that can't be written leaves the older one in the same place as it was.
    @Test func aFailureKeepsTheOlderTake() throws {
        try withFolder { folder in
            let files = try write(folder)
            try FileManager.default.removeItem(at: files[2])
            try FileManager.default.createDirectory(at: files[2], withIntermediateDirectories: true)
            let kept = try Data(contentsOf: files[0])
            #expect(throws: AudioFileError.self) { try write(folder) }
            #expect(FileManager.default.fileExists(atPath: files[3].path))
            #expect(try Data(contentsOf: files[0]) == kept)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder.path).allSatisfy { !$0.hasSuffix(".tmp") })
        }
    }

    @Test func aFolderThatCannotBeMadeIsNamed() throws {
        try withFolder { folder in
            let file = folder.appendingPathComponent("file")
            try Data("x".utf8).write(to: file)
            for url in [file, file.appendingPathComponent("take")] {
                do {
                    try write(url)
                    Issue.record("\(url.path) was written")
                } catch let error as TakeFolderError {
                    #expect(error.description.contains(url.path))
                }
            }
            #expect(try String(contentsOf: file, encoding: .utf8) == "x")
        }
    }

    @Test func samplesThatAreNoNumbersAreNotWritten() throws {
        try withFolder { folder in
            var broken = vocal
            broken.channels[0][5] = .nan
            #expect(throws: AudioFileError.self) {
                try write(folder, vocal: broken)
            }
            #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("recipe.json").path))
        }
    }
}
