import AudioFiles
import Foundation
import Recipes
import Signal
import Songs
import Testing

/// How a vocal and its take stand together in the folder of a take, which the song's mixer decides.
@Suite struct TakeMixTests {
    /// Files of a take, read back.
    private struct Files {
        let mix: AudioBuffer
        let accompaniment: AudioBuffer
        /// dB that both were turned up by, with the vocal in the mix.
        let change: Double
    }

    private func files(_ vocal: AudioBuffer, _ band: AudioBuffer, balance: Double) throws -> Files {
        try withFolder { folder in
            let written = try MadeTakes.write(vocal, ["band": band], balance: balance, to: folder)
            let (band, mix) = (try AudioReader.read(written[0]), try AudioReader.read(written[2]))
            let voice = vocal.channelCount == mix.channelCount ? vocal : .init(sampleRate: 0, mono: vocal.mono())
            let rest = zip(mix.channels[0], band.channels[0]).map { $0 - $1 }
            let power = voice.channels[0].reduce(0.0) { $0 + Double($1) * Double($1) }
            let share = zip(voice.channels[0], rest).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
            return Files(mix: mix, accompaniment: band, change: power > 0 ? 20 * log10(share / power) : 0)
        }
    }

    private func loudness(_ buffer: AudioBuffer) throws -> Double { try #require(try Loudness(of: buffer).integrated) }

    private func peak(_ buffer: AudioBuffer) throws -> Double {
        try #require(try Loudness(of: buffer).truePeakDecibels)
    }

    /// Two files of 24 bit, each dithered by up to a step and rounded by half of one.
    private static let step = 0x1p-23 as Float

    private let band = Sounds.mono(300, level: 0.5, rate: 24_000)

    @Test(arguments: [-12.0, -2, 0, 5])
    func theBalanceIsMet(balance: Double) throws {
        let vocal = Sounds.mono(440, level: 0.1)
        let files = try files(vocal, band, balance: balance)
        #expect(abs(try loudness(files.accompaniment) - loudness(vocal) - balance) < 0.1)
        #expect(abs(files.change) < 1e-3)
    }

    @Test func theVocalIsUntouchedWhenNothingClips() throws {
        let vocal = Sounds.mono(440, level: 0.2)
        let files = try files(vocal, band, balance: -3)
        #expect(files.mix.sampleRate == 44_100 && files.mix.frameCount == vocal.frameCount)
        for index in vocal.channels[0].indices {
            let sum = vocal.channels[0][index] + files.accompaniment.channels[0][index]
            #expect(abs(files.mix.channels[0][index] - sum) < 4 * Self.step)
        }
    }

    @Test func theCeilingIsKept() throws {
        let vocal = Sounds.mono(440, level: 0.9)
        let files = try files(vocal, band, balance: 0)
        #expect(files.change < 0)
        #expect(try peak(files.mix) <= -1 + 0.02)
        #expect(try peak(files.mix) >= -1 - 0.1)
        // both are turned down alike
        #expect(abs(try loudness(files.accompaniment) - loudness(vocal) - files.change) < 0.1)
    }

    /// A whisper's mix is brought up, both parts alike; one with a click in it as far as the ceiling lets it.
    @Test func aQuietMixIsTurnedUp() throws {
        let vocal = Sounds.mono(440, level: 0.004)
        let lifted = try files(vocal, band, balance: -2)
        #expect(lifted.change > 10)
        #expect(abs(try loudness(lifted.mix) + 28) < 0.1)
        #expect(abs(try loudness(lifted.accompaniment) - loudness(vocal) + 2 - lifted.change) < 0.1)

        var clicking = vocal
        clicking.channels[0][5000] = 0.5
        let held = try files(clicking, band, balance: -2)
        #expect(held.change > 0 && held.change < 7)
        #expect(try peak(held.mix) <= -1 + 0.02)
    }

    /// Beats of two near tones: the accompaniment alone would clip, the sum does not.
    @Test func theAccompanimentAloneDoesNotClip() throws {
        let vocal = Sounds.mono(440, level: 0.8)
        let opposite = AudioBuffer(sampleRate: 44_100, mono: vocal.channels[0].map { -$0 })
        let files = try files(vocal, opposite, balance: 6)
        #expect(try peak(files.accompaniment) <= -1 + 0.02)
    }

    @Test func stereoVocalsGetAStereoMix() throws {
        let left = Sounds.sine(440, level: 0.2), right = Sounds.sine(550, level: 0.05)
        let vocal = AudioBuffer(sampleRate: 44_100, channels: [left, right])
        let files = try files(vocal, band, balance: -6)
        #expect(files.mix.channelCount == 2 && files.accompaniment.channelCount == 2)
        let sides = files.accompaniment.channels
        #expect(zip(sides[0], sides[1]).allSatisfy { abs($0 - $1) < 4 * Self.step })
        #expect(abs(try loudness(files.accompaniment) - loudness(vocal) + 6) < 0.1)
        #expect(abs(files.mix.channels[1][1000] - right[1000] - sides[1][1000]) < 4 * Self.step)
    }

    @Test func manyChannelsBecomeOne() throws {
        let channels = (0..<6).map { Sounds.sine(200 + 50 * Double($0), level: 0.3) }
        let vocal = AudioBuffer(sampleRate: 44_100, channels: channels)
        let files = try files(vocal, band, balance: -60)
        #expect(files.mix.channelCount == 1)
        #expect(zip(files.mix.channels[0], vocal.mono()).allSatisfy { abs($0 - $1) < 1e-3 })
    }

    /// What a system makes in stereo stays stereo beside a mono vocal.
    @Test func aStereoTakeStaysStereo() throws {
        let left = Sounds.sine(300, level: 0.3), right = Sounds.sine(500, level: 0.3)
        let stereo = AudioBuffer(sampleRate: 44_100, channels: [left, right])
        let files = try files(Sounds.mono(440, level: 0.1), stereo, balance: 0)
        #expect(files.mix.channelCount == 2 && files.accompaniment.channelCount == 2)
        #expect(files.accompaniment.channels[0] != files.accompaniment.channels[1])
    }

    @Test func aSilentAccompanimentLeavesTheVocal() throws {
        let vocal = Sounds.mono(440, level: 0.2)
        let silence = AudioBuffer(sampleRate: 24_000, mono: [Float](repeating: 0, count: 72_000))
        let files = try files(vocal, silence, balance: 0)
        #expect(zip(files.mix.channels[0], vocal.channels[0]).allSatisfy { abs($0 - $1) < 2 * Self.step })
        #expect(files.accompaniment.channels[0].allSatisfy { abs($0) < 2 * Self.step })
    }

    /// Nothing to measure against: the accompaniment stands where it would under a usual vocal.
    @Test func aSilentVocalCountsAsAUsualOne() throws {
        let vocal = AudioBuffer(sampleRate: 44_100, mono: [Float](repeating: 0, count: 132_300))
        let files = try files(vocal, band, balance: -2)
        #expect(abs(try loudness(files.accompaniment) + 25) < 0.1)
    }

    @Test func theMixIsAsLongAsTheVocal() throws {
        let vocal = Sounds.mono(440, level: 0.1, seconds: 2)
        for seconds in [1.0, 2.5] {
            let files = try files(vocal, Sounds.mono(300, level: 0.5, seconds: seconds, rate: 24_000), balance: 0)
            #expect(files.mix.frameCount == vocal.frameCount && files.accompaniment.frameCount == vocal.frameCount)
        }
    }

    /// What `generate` writes is what the song exports with the same settings: one mixer.
    @Test func theFolderIsTheSongsExport() throws {
        try withFolder { folder in
            let vocal = Sounds.mono(440, level: 0.3, seconds: 2)
            let stems = [
                "low": Sounds.mono(90, level: 0.2, seconds: 2, rate: 24_000),
                "high": Sounds.mono(900, level: 0.1, seconds: 2, rate: 24_000),
            ]
            let written = try MadeTakes.write(vocal, stems, balance: -2, to: folder.appendingPathComponent("take"))
            let song = try MadeTakes.song(vocal, stems, balance: -2)
            let take = try #require(song.audition.take)
            let settings = ExportSettings.take(hasStems: true, range: 0..<vocal.duration)
            let exported = try Exporter(song, settings: settings).export(
                vocal: vocal, takes: [take: stems], to: folder.appendingPathComponent("export"))
            #expect(exported.files.count == 5)
            for (mine, its) in zip(written, exported.files) {
                #expect(mine.lastPathComponent == URL(fileURLWithPath: its.path).lastPathComponent)
                let sounds = try [mine, URL(fileURLWithPath: its.path)].map { try AudioReader.read($0) }
                #expect(sounds[0] == sounds[1], "\(its.path)")
            }
            // and what the song's own renderer plays, but for the level
            var renderer = MixRenderer(try song.plan(vocal: vocal, takes: [take: stems]))
            let heard = renderer.render(0..<vocal.frameCount).channels[0]
            let mix = try AudioReader.read(written[2]).channels[0]
            let level = Float(pow(10, exported.gain / 20))
            #expect(zip(heard, mix).allSatisfy { abs($0 * level - $1) < 1e-5 })
        }
    }
}

/// Takes as systems hand them over.
enum MadeTakes {
    static func song(_ vocal: AudioBuffer, _ stems: [String: AudioBuffer], balance: Double) throws -> Song {
        var recipe = Recipe()
        recipe.balance = balance
        return try Song(
            vocal: vocal, source: "voice.wav",
            made: MadeTake(stems: stems, leadSheet: Samples.take(1).leadSheet, modelHash: "00"), recipe: recipe)
    }

    @discardableResult
    static func write(
        _ vocal: AudioBuffer, _ stems: [String: AudioBuffer], balance: Double, record: String = "{}", to folder: URL
    ) throws -> [URL] {
        try TakeFolder(folder).write(
            song(vocal, stems, balance: balance), vocal: vocal, stems: stems, record: record)
    }
}
