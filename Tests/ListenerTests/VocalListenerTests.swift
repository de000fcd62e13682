import Foundation
import Listener
import Music
import Signal
import Testing

@Suite struct VocalListenerTests {
    private static let listener = Result { VocalListener(harmoniser: try .bundled()) }
    /// The first two lines of the tune, sung at 100 a minute from 0.4 s on.
    private static let notes = Array(Tunes.twinkle(from: 0.4).prefix(14))
    private static let voice = Tunes.sung(notes, seconds: 10.5)

    private func listen(
        _ samples: [Float], rate: Double = 24_000, _ constraints: ListeningConstraints = .init()
    ) throws -> Heard {
        try Self.listener.get().listen(to: AudioBuffer(sampleRate: rate, mono: samples), constraints: constraints)
    }

    @Test func silenceIsNamed() {
        #expect(throws: ListenerError.silent) { try listen(Voices.silence(seconds: 3)) }
        #expect(throws: ListenerError.silent) { try listen(Voices.noise(seconds: 3, level: 1e-6)) }
    }

    @Test func shortSoundsAreNamed() {
        #expect(throws: ListenerError.tooShort(seconds: 1 / 48_000.0)) { try listen([0.5], rate: 48_000) }
        #expect(throws: ListenerError.tooShort(seconds: 0)) { try listen([]) }
        #expect(throws: ListenerError.tooShort(seconds: 0.5)) { try listen(Voices.tone(seconds: 0.5) { _ in 300 }) }
    }

    @Test(arguments: [0.003, 0.3])
    func noiseIsNotSung(level: Double) {
        #expect(throws: ListenerError.nothingSung) { try listen(Voices.noise(seconds: 4, level: level)) }
    }

    @Test func errorsSayWhatToDo() {
        #expect(ListenerError.tooShort(seconds: 0.25).description.contains("0.25 s"))
        #expect(ListenerError.silent.description.contains("silent"))
        #expect(ListenerError.nothingSung.description.contains("sing"))
    }

    @Test func aTuneIsHeard() throws {
        let heard = try listen(Self.voice, .init(tempo: 100, firstDownbeat: 0.4))
        #expect(heard.notes.count >= 12)
        let sheet = heard.leadSheet
        #expect(abs(sheet.tempo - 100) < 1)
        #expect(sheet.meter == 4)
        #expect(sheet.key == Key(index: 0))
        // the given downbeat is one
        #expect(sheet.downbeats.contains { abs(sheet.beats[$0] - 0.4) < 0.06 })
        #expect(zip(sheet.downbeats, sheet.downbeats.dropFirst()).allSatisfy { $1 - $0 == 4 })
        #expect(heard.softChords.count == 2 * sheet.beats.count)
        #expect(heard.onsets.count == heard.pitch.frameCount)
        #expect(heard.pitch.frameCount == Self.voice.count / 256)
    }

    @Test func rateAndChannelsDoNotMatter() throws {
        let high = try Resampler(from: 24_000, to: 44_100).resample(Self.voice)
        let stereo = AudioBuffer(sampleRate: 44_100, channels: [high, high])
        let constraints = ListeningConstraints(tempo: 100)
        let found = try Self.listener.get().listen(to: stereo, constraints: constraints)
        let wanted = try listen(Self.voice, constraints)
        #expect(found.notes.map { $0.pitch.rounded() } == wanted.notes.map { $0.pitch.rounded() })
        #expect(found.leadSheet.key == wanted.leadSheet.key)
    }

    @Test func whatTheSingerSaysIsKept() throws {
        let chart = try ChordChart(parsing: "C | F C | Am"), key = try #require(Key(parsing: "F"))
        let heard = try listen(
            Self.voice, .init(tempo: 100, firstDownbeat: 1, meter: 3, key: key, chart: chart))
        let sheet = heard.leadSheet
        #expect(sheet.key == key)
        #expect(sheet.meter == 3)
        #expect(zip(sheet.downbeats, sheet.downbeats.dropFirst()).allSatisfy { $1 - $0 == 3 })
        #expect(sheet.chords == chart.spans(over: sheet, until: 10.5))
        #expect(sheet.chord(at: 1.3) == Chord(parsing: "C"))
        // chords that the singer gave are not softened
        #expect(heard.softChords.isEmpty)
    }

    /// A downbeat after the end still fixes where bars begin.
    @Test func aDownbeatBeyondTheEndIsNoCrash() throws {
        let sheet = try listen(Self.voice, .init(tempo: 100, firstDownbeat: 60)).leadSheet
        #expect(!sheet.downbeats.isEmpty)
    }
}
