import AudioFiles
import Foundation
import Recipes
import Signal
import Songs
import Testing

@Suite struct ExporterTests {
    /// A song with one take of two stems, sounding together below full scale.
    private struct Setting {
        var song: Song
        let vocal: AudioBuffer
        let stems: [String: AudioBuffer]

        init() {
            vocal = Sounds.mono(440, level: 0.2, seconds: 2)
            stems = [
                "drums": Sounds.mono(200, level: 0.1, seconds: 2, rate: 24_000),
                "bass": AudioBuffer(
                    sampleRate: 24_000,
                    channels: [
                        Sounds.sine(90, level: 0.2, seconds: 2, rate: 24_000),
                        Sounds.sine(95, level: 0.1, seconds: 2, rate: 24_000),
                    ]),
            ]
            song = Song(
                title: "My song",
                vocal: .init(file: "vocal.wav", sampleRate: 44_100, frameCount: 88_200, loudness: -17, source: ""))
            var take = Samples.take(1, stems: ["drums", "bass"])
            take.duration = 2
            take.loudness = -17
            song.takes = [take]
            song[strip: StripID(lane: 1, stem: "bass")] = StripSettings(gain: -3, pan: -0.3)
            song.master.gain = -1.5
        }

        func export(
            _ settings: ExportSettings, to folder: URL, audition: Audition = .take(1),
            progress: (Double) throws -> Void = { _ in }
        ) throws -> ExportReport {
            try Exporter(song, audition: audition, settings: settings)
                .export(vocal: vocal, takes: [1: stems, 2: stems], to: folder, progress: progress)
        }

        func heard(_ frames: Range<Int>, at rate: Double? = nil) throws -> AudioBuffer {
            var renderer = MixRenderer(
                try song.listening(to: .take(1)).plan(vocal: vocal, takes: [1: stems], at: rate))
            return renderer.render(frames)
        }
    }

    private func read(_ folder: URL, _ name: String) throws -> AudioBuffer {
        try AudioReader.read(folder.appendingPathComponent(name))
    }

    private func names(_ folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    @Test(arguments: [nil, -6.0]) func whatIsHeardIsWhatIsExported(ceiling: Double?) throws {
        try withFolder { folder in
            var setting = Setting()
            setting.song.master.limiterCeiling = ceiling
            setting.song.master.gain = 6
            let report = try setting.export(ExportSettings(format: .wavFloat), to: folder)
            let file = try read(folder, "My-song-take-1-mix.wav")
            let heard = try setting.heard(0..<88_200)
            #expect(file.channels.map { $0.map(\.bitPattern) } == heard.channels.map { $0.map(\.bitPattern) })
            #expect(report.files.map(\.path) == [folder.appendingPathComponent("My-song-take-1-mix.wav").path])
            #expect(report.frameCount == 88_200 && report.sampleRate == 44_100 && report.gain == 0)
            let loudness = try Loudness(of: file)
            #expect(report.files[0].loudness == loudness.integrated)
            #expect(report.files[0].truePeak == loudness.truePeakDecibels)
            if let ceiling { #expect(try #require(loudness.truePeakDecibels) <= ceiling + 0.1) }
        }
    }

    @Test func theLoopAloneIsCutFromTheSame() throws {
        try withFolder { folder in
            let setting = Setting()
            _ = try setting.export(ExportSettings(format: .wavFloat, range: 0.5..<1.25), to: folder)
            #expect(try read(folder, "My-song-take-1-mix.wav") == setting.heard(22_050..<55_125))
            for range in [2.5..<3, -1..<1, 1..<1] {
                #expect(throws: ExportError.emptyRange(start: 0, end: 2)) {
                    try setting.export(ExportSettings(range: range), to: folder)
                }
            }
        }
    }

    /// All files begin with the pre-roll and end with the tail; a range may reach into them.
    @Test func preRollAndTailAreExported() throws {
        try withFolder { folder in
            var setting = Setting()
            setting.song[take: 1]?.recipe.preRoll = 1
            setting.song[take: 1]?.recipe.tail = 1
            setting.song[take: 1]?.start = -0.5
            let report = try setting.export(
                ExportSettings(parts: Set(ExportSettings.Part.allCases), format: .wavFloat), to: folder)
            // the take ends before the vocal does
            #expect(report.frameCount == 22_050 + 88_200)
            let files = try names(folder).map { try read(folder, $0) }
            #expect(files.count == 5 && files.allSatisfy { $0.frameCount == report.frameCount })
            let mix = try read(folder, "My-song-take-1-mix.wav")
            #expect(try mix == setting.heard(-22_050..<88_200))
            let vocal = try read(folder, "My-song-take-1-vocal.wav")
            #expect(vocal.channels[0].prefix(22_050).allSatisfy { $0 == 0 })
            #expect(vocal.channels[0][22_050...22_060].contains { $0 != 0 })
            _ = try setting.export(ExportSettings(format: .wavFloat, range: -0.25..<0.25), to: folder)
            #expect(try read(folder, "My-song-take-1-mix.wav") == setting.heard(-11_025..<11_025))
            #expect(throws: ExportError.emptyRange(start: -0.5, end: 2)) {
                try setting.export(ExportSettings(range: -1..<1), to: folder)
            }
        }
    }

    @Test(arguments: [ExportSettings.Rate.song, .hertz(48_000), .take])
    func stemsSumToTheMix(rate: ExportSettings.Rate) throws {
        try withFolder { folder in
            let setting = Setting()
            let settings = ExportSettings(
                parts: Set(ExportSettings.Part.allCases), format: .wavFloat, rate: rate, loudness: -16)
            let report = try setting.export(settings, to: folder)
            #expect(
                try names(folder) == [
                    "My-song-take-1-accompaniment.wav", "My-song-take-1-bass.wav", "My-song-take-1-drums.wav",
                    "My-song-take-1-mix.wav", "My-song-take-1-vocal.wav",
                ])
            #expect(report.files.count == 5)
            let mix = try read(folder, "My-song-take-1-mix.wav")
            #expect(mix.sampleRate == (rate == .song ? 44_100 : rate == .take ? 24_000 : 48_000))
            #expect(abs(try #require(Loudness(of: mix).integrated) + 16) < 0.1)
            for parts in [["vocal", "drums", "bass"], ["vocal", "accompaniment"]] {
                let sounds = try parts.map { try read(folder, "My-song-take-1-\($0).wav") }
                for channel in 0..<2 {
                    for frame in 0..<mix.frameCount {
                        let sum = sounds.reduce(Float(0)) { $0 + $1.channels[channel][frame] }
                        if abs(sum - mix.channels[channel][frame]) > 1e-6 {
                            Issue.record("\(parts) at \(frame): \(sum), not \(mix.channels[channel][frame])")
                            return
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: AudioFileFormat.allCases) func everyFormat(format: AudioFileFormat) throws {
        try withFolder { folder in
            let setting = Setting()
            let report = try setting.export(ExportSettings(format: format), to: folder)
            let file = URL(fileURLWithPath: try #require(report.files.first).path)
            #expect(file.pathExtension == format.fileExtension)
            let read = try AudioReader.read(file)
            let heard = try setting.heard(0..<88_200)
            let step = format.bits.map { 2 / Float(1 << ($0 - 1)) } ?? 0
            for (found, wanted) in zip(read.channels, heard.channels) {
                #expect(zip(found, wanted).allSatisfy { abs($0 - $1) <= step })
            }
            let comment = try #require(AudioReader.info(file).comment)
            let record = try #require(JSONSerialization.jsonObject(with: Data(comment.utf8)) as? [String: Any])
            let take = try #require(record["take"] as? [String: Any])
            let recipe = try JSONSerialization.data(withJSONObject: try #require(take["recipe"]))
            #expect(try JSONDecoder().decode(Recipe.self, from: recipe) == setting.song.takes[0].recipe)
        }
    }

    @Test func ditherCanBeSwitchedOff() throws {
        try withFolder { folder in
            let setting = Setting()
            func bytes(_ isDithered: Bool) throws -> AudioBuffer {
                _ = try setting.export(ExportSettings(format: .wav16, isDithered: isDithered), to: folder)
                return try read(folder, "My-song-take-1-mix.wav")
            }
            let rounded = try bytes(false)
            let heard = try setting.heard(0..<88_200)
            #expect(zip(rounded.channels[0], heard.channels[0]).allSatisfy { abs($0 - $1) <= 0.5001 / 32_768 })
            #expect(try bytes(true) != rounded)
        }
    }

    @Test func clippingIsToldAndTheLimiterCuresIt() throws {
        try withFolder { folder in
            let setting = Setting()
            let loud = try setting.export(ExportSettings(format: .wav16, loudness: -3), to: folder)
            #expect(loud.files[0].clippedSamples > 0)
            #expect(loud.notices.count == 1 && loud.notices[0].contains("switch the limiter on"))
            let float = try setting.export(ExportSettings(format: .wavFloat, loudness: -3), to: folder)
            #expect(float.files[0].clippedSamples == 0)
            #expect(float.notices.count == 1 && float.notices[0].contains("dBTP, over full scale"))
            let limited = try setting.export(
                ExportSettings(format: .wav16, loudness: -9, limiterCeiling: -1), to: folder)
            #expect(limited.files[0].clippedSamples == 0)
            #expect(try #require(limited.files[0].truePeak) <= -0.9)
            #expect(abs(try #require(limited.files[0].loudness) + 9) < 0.1)
            #expect(limited.files[0].replacedAnother)
        }
    }

    @Test func muteAndSoloHold() throws {
        try withFolder { folder in
            var setting = Setting()
            setting.song[strip: StripID(lane: 1, stem: "drums")].isMuted = true
            let all = ExportSettings(parts: Set(ExportSettings.Part.allCases), format: .wavFloat)
            let report = try setting.export(all, to: folder)
            #expect(try !names(folder).contains("My-song-take-1-drums.wav"))
            #expect(report.notices == ["the stem drums is silenced in the mixer and was not exported"])
            setting.song.lanes[0].strip.isSoloed = true
            #expect(throws: ExportError.everythingIsSilent(parts: "accompaniment and stems")) {
                try setting.export(ExportSettings(parts: [.accompaniment, .stems]), to: folder)
            }
        }
    }

    /// - Parameter moment: how many times progress is told before it is cancelled.
    @Test(arguments: [1, 2, 5, 9, 12]) func cancellingLeavesNothingBehind(moment: Int) throws {
        try withFolder { root in
            let setting = Setting()
            let folder = root.appendingPathComponent("new/folder")
            let settings = ExportSettings(parts: Set(ExportSettings.Part.allCases), format: .flac16, loudness: -20)
            var last = 0.0
            var count = 0
            func step(_ fraction: Double) throws {
                #expect(fraction >= last && fraction <= 1)
                last = fraction
                count += 1
                if count == moment { throw CancellationError() }
            }
            #expect(throws: CancellationError.self) { try setting.export(settings, to: folder, progress: step) }
            #expect(count == moment)
            #expect(try names(root) == [])
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let older = folder.appendingPathComponent("My-song-take-1-mix.flac")
            try Data("older".utf8).write(to: older)
            (last, count) = (0, 0)
            #expect(throws: CancellationError.self) { try setting.export(settings, to: folder, progress: step) }
            #expect(try names(folder) == ["My-song-take-1-mix.flac"])
            #expect(try Data(contentsOf: older) == Data("older".utf8))
        }
    }

    @Test func whatAKilledExportLeftGoesAndARunningOneStays() throws {
        try withFolder { folder in
            let left = folder.appendingPathComponent(".backline-export-left.tmp")
            try FileManager.default.createDirectory(at: left, withIntermediateDirectories: true)
            try Data("half".utf8).write(to: left.appendingPathComponent("mix.wav"))
            var isFirst = true
            _ = try Setting().export(ExportSettings(parts: [.mix]), to: folder) { done in
                guard isFirst, done > 0 else { return }
                isFirst = false
                _ = try Setting().export(ExportSettings(parts: [.vocal]), to: folder)
            }
            #expect(!isFirst)
            #expect(try names(folder) == ["My-song-take-1-mix.wav", "My-song-take-1-vocal.wav"])
        }
    }

    @Test func progressReachesTheEnd() throws {
        try withFolder { folder in
            var last = 0.0
            _ = try Setting().export(ExportSettings(parts: [.mix, .stems]), to: folder) { last = $0 }
            #expect(last == 1)
        }
    }

    @Test func aFailureLeavesNothingBehind() throws {
        try withFolder { folder in
            let place = folder.appendingPathComponent("My-song-take-1-vocal.wav")
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            let error = #expect(throws: ExportError.self) {
                try Setting().export(ExportSettings(parts: [.mix, .vocal]), to: folder)
            }
            #expect(error?.description.contains(place.path) == true)
            #expect(try names(folder) == ["My-song-take-1-vocal.wav"])
            let file = folder.appendingPathComponent("file")
            try Data("x".utf8).write(to: file)
            let below = file.appendingPathComponent("below")
            #expect(throws: ExportError.cannotWrite(below, reason: "Not a directory")) {
                try Setting().export(ExportSettings(), to: below)
            }
        }
    }

    @Test func namesAreSafeAndApart() throws {
        try withFolder { folder in
            var setting = Setting()
            setting.song.title = "../a/b: \u{7}\"c\" *"
            setting.song.takes[0].name = "..."
            setting.song.takes[0].stems = [.init(name: "mix", file: ""), .init(name: "bass", file: "")]
            let stems = ["mix": setting.stems["drums"], "bass": setting.stems["bass"]].compactMapValues { $0 }
            _ = try Exporter(setting.song, audition: .take(1), settings: ExportSettings(parts: [.mix, .stems]))
                .export(vocal: setting.vocal, takes: [1: stems], to: folder)
            #expect(
                try names(folder) == ["a-b-c-take-1-bass.wav", "a-b-c-take-1-mix-stem.wav", "a-b-c-take-1-mix.wav"])
            var twin = setting.song.takes[0]
            twin.id = 2
            setting.song.takes.append(twin)
            setting.song.takes[0].name = "Good One"
            setting.song.takes[1].name = "good  one"
            _ = try setting.export(ExportSettings(format: .flac16), to: folder, audition: .take(2))
            #expect(try names(folder).contains("a-b-c-good-one-2-mix.flac"))
        }
    }

    @Test func whatMakesNoSenseIsRefused() throws {
        let song = Setting().song
        func refused(_ settings: ExportSettings, _ audition: Audition = .take(1)) -> String? {
            #expect(throws: ExportError.self) { try Exporter(song, audition: audition, settings: settings) }?
                .description
        }
        #expect(refused(ExportSettings(), .take(7)) == "there is no take 7 in this song")
        #expect(refused(ExportSettings(parts: [])) != nil)
        #expect(refused(ExportSettings(parts: [.stems]), .vocal) != nil)
        #expect(refused(ExportSettings(rate: .hertz(44_100.5)))?.contains("44100.5") == true)
        #expect(refused(ExportSettings(loudness: 3))?.contains("-60 to 0 LUFS") == true)
        #expect(refused(ExportSettings(limiterCeiling: 1)) != nil)
    }

    @Test func theVocalAloneIsExportedToo() throws {
        try withFolder { folder in
            let setting = Setting()
            _ = try setting.export(ExportSettings(parts: [.mix, .vocal]), to: folder, audition: .vocal)
            #expect(try names(folder) == ["My-song-mix.wav", "My-song-vocal.wav"])
            var silent = setting
            silent.song.vocal?.loudness = nil
            let quiet = AudioBuffer(sampleRate: 44_100, mono: [Float](repeating: 0, count: 44_100))
            #expect(throws: ExportError.tooQuiet) {
                try Exporter(silent.song, audition: .vocal, settings: ExportSettings(loudness: -14))
                    .export(vocal: quiet, to: folder)
            }
        }
    }
}
