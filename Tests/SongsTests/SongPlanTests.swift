import Foundation
import Recipes
import Signal
import Songs
import Testing

@Suite struct SongPlanTests {
    private let vocal = Sounds.mono(440, level: 0.3)

    private func song(loudness: Double?, takeLoudness: Double?, start: Double = 0) -> Song {
        var song = Song(
            title: "Song",
            vocal: .init(file: "vocal.wav", sampleRate: 44_100, frameCount: 132_300, loudness: loudness, source: ""))
        var take = Samples.take(1, stems: ["drums", "bass"])
        take.recipe.balance = -2
        take.loudness = takeLoudness
        take.start = start
        song.takes = [take]
        song[strip: StripID(lane: 1, stem: "bass")] = StripSettings(gain: -6, pan: 0.5)
        song.lanes[0].strip.gain = 1
        song.master.gain = -3
        return song
    }

    @Test func theVocalComesFirstThenTheStems() throws {
        let song = song(loudness: -20, takeLoudness: -14, start: 0.5)
        let plan = try song.listening(to: .take(1)).plan(
            vocal: vocal, takes: [1: Samples.stems(["bass", "drums"])])
        #expect(plan.tracks.map(\.name) == ["vocal", "drums", "bass"])
        #expect(plan.tracks.map(\.trim) == [0, -8, -8])
        #expect(plan.tracks.map(\.start) == [0, 22_050, 22_050])
        #expect(plan.tracks.map(\.strip.gain) == [1, 0, -6])
        #expect(plan.tracks[0].audio.joined == vocal && plan.tracks[1].audio.frameCount == 44_100)
        #expect(plan.sampleRate == 44_100 && plan.frameCount == 132_300 && plan.master.gain == -3)
    }

    /// A take with pre-roll and tail moves the song's ends while it is auditioned; others are cut at them.
    @Test func preRollAndTailSoundBeyondTheVocal() throws {
        var song = song(loudness: -20, takeLoudness: -14, start: -0.5)
        song[take: 1]?.duration = 4
        let stems = ["drums": Sounds.mono(200, level: 0.1, seconds: 4, rate: 24_000)]
        func frames(_ audition: Audition) throws -> Range<Int> {
            try song.listening(to: audition).plan(vocal: vocal, takes: [1: stems]).frames
        }
        #expect(try frames(.take(1)) == 0..<132_300)
        song[take: 1]?.recipe.preRoll = 1
        #expect(try frames(.take(1)) == -22_050..<132_300)
        song[take: 1]?.recipe.tail = 2
        #expect(try frames(.take(1)) == -22_050..<154_350)
        #expect(try frames(.vocal) == 0..<132_300)
        var renderer = MixRenderer(try song.listening(to: .take(1)).plan(vocal: vocal, takes: [1: stems]))
        #expect(renderer.render(-22_050..<0).channels[0].contains { abs($0) > 0.01 })
        #expect(renderer.render(-30_000..<(-22_050)).channels[0].allSatisfy { $0 == 0 })
    }

    /// A player hears the others as loud as their strips say, not itself and not the master.
    @Test func theContextIsAllButOneLane() throws {
        var song = song(loudness: nil, takeLoudness: nil)
        song.lanes[0].strip.gain = 0
        song.audition = .take(1)
        let takes = [1: Samples.stems(["drums", "bass"], seconds: 3)]
        let lane = song.addLane(named: "keys", player: .system(Recipe()))
        func peak(_ lane: Int?) throws -> Float? {
            try song.context(besides: lane, vocal: vocal, takes: takes)?.sound.channels[0].map(abs).max()
        }
        #expect(try song.context(besides: lane, vocal: vocal, takes: takes)?.sound.frameCount == vocal.frameCount)
        #expect(try peak(lane) ?? 0 > 0.4)
        let names = try song.context(besides: lane, vocal: vocal, takes: takes)?.names
        let name = try #require(song[lane: song.lanes[1].id]?.activeTake?.name)
        #expect(names == ["vocal", "\(song.lanes[1].name): \(name)"])
        // the vocal alone needs no context
        #expect(try peak(1) == nil)
        song.lanes[0].strip.isMuted = true
        #expect(try peak(lane) ?? 1 < 0.4)
    }

    /// A band of four is as loud as a player by itself: each is a quarter as strong.
    @Test func aBandLiesWhereAPlayerWould() {
        #expect(Song.gain(inBandOf: 1) == 0 && Song.gain(inBandOf: 4) == -6)
        var song = song(loudness: nil, takeLoudness: nil)
        let isPlayer = { (recipe: Recipe) in recipe.system == "stemgen" }
        #expect(song.gainOfOneMore(isPlayer) == 0)
        for name in ["drums", "bass", "keys"] {
            song.addLane(named: name, player: .system(Recipe(system: "stemgen")), gain: -4.8)
        }
        // whoever joins later is as loud as they are
        #expect(song.gainOfOneMore(isPlayer) == -4.8)
    }

    @Test func theVocalAlone() throws {
        let song = song(loudness: -20, takeLoudness: -14)
        for audition in [Audition.vocal, .take(99)] {
            let plan = try song.listening(to: audition).plan(
                vocal: vocal, takes: [1: Samples.stems(["bass"])])
            #expect(plan.tracks.map(\.name) == ["vocal"])
        }
    }

    @Test func whatCannotBeMeasured() throws {
        func trim(loudness: Double?, takeLoudness: Double?) throws -> Double {
            try song(loudness: loudness, takeLoudness: takeLoudness)
                .listening(to: .take(1)).plan(vocal: vocal, takes: [1: Samples.stems(["bass"])]).tracks[1].trim
        }
        #expect(try trim(loudness: nil, takeLoudness: -20) == -5)
        #expect(try trim(loudness: -20, takeLoudness: nil) == 0)
    }

    /// As they are heard, not as their files are: a mono sound comes from both sides.
    @Test func aMonoVocalAndAStereoTakeAreMatchedByEar() throws {
        let sound = Sounds.sine(440, level: 0.2, rate: 44_100)
        let (mono, stereo) = (
            AudioBuffer(sampleRate: 44_100, mono: sound), AudioBuffer(sampleRate: 44_100, channels: [sound, sound])
        )
        var song = try song(loudness: Loudness(of: mono).integrated, takeLoudness: Loudness(of: stereo).integrated)
        song.takes[0].recipe.balance = 0
        let plan = try song.listening(to: .take(1)).plan(vocal: mono, takes: [1: ["bass": stereo]])
        #expect(abs(plan.tracks[1].trim) < 0.01)
    }

    /// Whatever level a take was made at, beside the vocal it stands at its balance.
    @Test(arguments: [0.01, 0.5]) func takesAreMatched(level: Double) throws {
        try withSong { folder, _ in
            var song = folder.song
            let band = AudioBuffer(
                sampleRate: 24_000, mono: Sounds.sine(300, level: level, seconds: 2, rate: 24_000))
            song.takes = [try folder.store(Samples.take(1), stems: ["band": band])]
            var plan = try song.listening(to: .take(1)).plan(
                vocal: try folder.vocal(of: song), takes: [1: ["band": band]])
            plan.master.gain = 0
            plan.tracks.removeFirst()
            var renderer = MixRenderer(plan)
            // both channels of one mono sound: 3 dB more than the sound alone
            let heard = try Loudness(of: renderer.render(0..<plan.frameCount)).integrated
            let wanted = try #require(song.vocal?.loudness) + song.takes[0].recipe.balance + 10 * log10(2)
            #expect(abs(try #require(heard) - wanted) < 0.1)
        }
    }

    @Test func anotherRateResamplesEachSoundOnce() throws {
        let song = song(loudness: -20, takeLoudness: -14, start: 0.5)
        let stems = Samples.stems(["drums", "bass"])
        let plan = try song.listening(to: .take(1)).plan(vocal: vocal, takes: [1: stems], at: 24_000)
        #expect(plan.sampleRate == 24_000 && plan.frameCount == 72_000)
        #expect(plan.tracks[1].audio.joined == stems["drums"] && plan.tracks[1].start == 12_000)
    }
}
