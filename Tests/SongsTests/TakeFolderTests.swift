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

    private func mix() throws -> Mix {
        try Mix(vocal: vocal, accompaniment: Sounds.mono(300, level: 0.3, seconds: 1, rate: 24_000), balance: -2)
    }

    @Test func aTakeIsFourFiles() throws {
        try withFolder { folder in
            let take = folder.appendingPathComponent("deep/er/take"), mix = try mix()
            let files = try TakeFolder(take).write(vocal: vocal, mix: mix, recipe: recipe)
            #expect(files.map(\.lastPathComponent) == ["accompaniment.wav", "vocal.wav", "mix.wav", "recipe.json"])
            let names = try FileManager.default.contentsOfDirectory(atPath: take.path).sorted()
            #expect(names == files.map(\.lastPathComponent).sorted())
            #expect(try AudioReader.read(files[1]).channels[0].map(\.bitPattern) == vocal.channels[0].map(\.bitPattern))
            for (file, wanted) in [(files[0], mix.accompaniment), (files[2], mix.audio)] {
                let found = try AudioReader.read(file)
                #expect(found.sampleRate == 44_100)
                // a dithered step of 24 bits
                #expect(zip(found.channels[0], wanted.channels[0]).allSatisfy { abs($0 - $1) < 2 / 8_388_608 })
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
            let sum = AudioBuffer(sampleRate: 24_000, mono: zip(low.mono(), high.mono()).map { $0 + $1 })
            let mix = try Mix(vocal: vocal, accompaniment: sum, balance: -2)
            let stems = try [("high", mix.part(high)), ("low", mix.part(low))]
            let files = try TakeFolder(folder).write(vocal: vocal, mix: mix, stems: stems, recipe: recipe)
            #expect(files.dropFirst(3).map(\.lastPathComponent) == ["high.wav", "low.wav", "recipe.json"])
            let parts = try files[3...4].map { try AudioReader.read($0).mono() }
            let whole = try AudioReader.read(files[0]).mono()
            // three dithered files of 24 bits
            #expect(whole.indices.allSatisfy { abs(parts[0][$0] + parts[1][$0] - whole[$0]) < 6 / 8_388_608 })

            let own = folder.appendingPathComponent("own.wav")
            try AudioWriter.write(vocal, to: own, format: .wav16)
            _ = try TakeFolder(folder).write(
                vocal: vocal, mix: mix, stems: [("low", mix.part(low))], recipe: recipe + " ")
            func names() throws -> [String] {
                try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            }
            let kept = ["accompaniment.wav", "low.wav", "mix.wav", "own.wav", "recipe.json", "vocal.wav"]
            #expect(try names() == kept)
            _ = try TakeFolder(folder).write(vocal: vocal, mix: mix, recipe: recipe)
            #expect(try names() == kept.filter { $0 != "low.wav" })
        }
    }

    @Test func theSameTakeGivesTheSameBytes() throws {
        try withFolder { folder in
            func bytes(_ name: String) throws -> [Data] {
                try TakeFolder(folder.appendingPathComponent(name)).write(vocal: vocal, mix: mix(), recipe: recipe)
                    .map { try Data(contentsOf: $0) }
            }
            let (one, two, overwritten) = try (bytes("a"), bytes("b"), bytes("a"))
            #expect(one == two)
            #expect(one == overwritten)
        }
    }

    /// A take that can't be written leaves the older one in the same place as it was.
    @Test func aFailureKeepsTheOlderTake() throws {
        try withFolder { folder in
            let take = TakeFolder(folder)
            let files = try take.write(vocal: vocal, mix: mix(), recipe: recipe)
            try FileManager.default.removeItem(at: files[2])
            try FileManager.default.createDirectory(at: files[2], withIntermediateDirectories: true)
            let kept = try Data(contentsOf: files[0])
            #expect(throws: AudioFileError.self) { try take.write(vocal: vocal, mix: mix(), recipe: recipe) }
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
                    _ = try TakeFolder(url).write(vocal: vocal, mix: mix(), recipe: recipe)
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
                try TakeFolder(folder).write(vocal: broken, mix: mix(), recipe: recipe)
            }
            #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("recipe.json").path))
        }
    }
}
