import Foundation
import Listener
import Music
import Signal
import Synchronization
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

    /// The singer's own grid and chords stand; key and the other chords are heard.
    @Test func fixedBeatsAndChordsAreKept() throws {
        var beats: [Double] = []
        for beat in 0..<14 { beats.append((beats.last ?? -0.3) + (beat % 2 == 0 ? 0.7 : 0.71)) }
        let span = LeadSheet.Span(start: beats[4], end: beats[8], chord: Chord(parsing: "Dm7"))
        let sheet = try listen(
            Self.voice, .init(firstDownbeat: beats[2], meter: 3, beats: beats, chords: [span])
        ).leadSheet
        #expect(sheet.beats == beats && sheet.beatConfidence == 1)
        #expect(sheet.downbeats == [2, 5, 8, 11])
        #expect(sheet.chords.contains(span))
        #expect(sheet.chords.contains { $0 != span && $0.chord != nil && $0.confidence < 1 })
        let chart = try ChordChart(parsing: "C | F")
        let charted = try listen(
            Self.voice, .init(firstDownbeat: beats[2], meter: 3, chart: chart, beats: beats, chords: [span])
        ).leadSheet
        #expect(charted.chords.contains(span) && charted.chord(at: beats[3]) == Chord(parsing: "C"))
    }

    /// Only the voice is heard when the lead sheet is given, and a rest of the voice is no error.
    @Test func aGivenLeadSheetIsTaken() throws {
        let heard = try listen(Self.voice, .init(tempo: 100))
        let sheet = LeadSheet(beats: [0, 1, 2], downbeats: [0], meter: 4, key: Key(index: 5), chords: [])
        func told(_ samples: [Float]) throws -> Heard {
            try VocalHearing(Self.listener.get()).listen(
                to: AudioBuffer(sampleRate: 24_000, mono: samples), playing: sheet)
        }
        let found = try told(Self.voice)
        #expect(found.leadSheet == sheet && found.softChords.isEmpty)
        #expect(found.pitch == heard.pitch && found.notes == heard.notes && found.onsets == heard.onsets)
        let rest = try told(Voices.silence(seconds: 3))
        #expect(rest.leadSheet == sheet && rest.notes.isEmpty && rest.pitch.hertz.allSatisfy { $0 == 0 })
        #expect(throws: ListenerError.tooShort(seconds: 0.5)) { try told(Voices.silence(seconds: 0.5)) }
    }

    /// A hair beside 440 Hz the encoder hears as it does for a sheet that is given: takes of both are the same.
    @Test func aHairOfTuningIsHeardAsNone() throws {
        let truth = try MadeUpPosteriors.sheet(tempo: 118, meter: 3, key: "G", chords: "G | D | Em | C", duration: 10.5)
        let encoder = CountingEncoder(MadeUpPosteriors(sheet: truth, duration: 10.5, band: 0.9).posteriors())
        let listener = VocalListener(harmoniser: try .bundled(), encoder: encoder)
        let buffer = AudioBuffer(sampleRate: 24_000, mono: Self.voice)
        for cents in [2.0, -30, 0] {
            let heard = try listener.listen(to: buffer, constraints: .init(tuning: cents))
            #expect(heard.leadSheet.tuning?.cents == cents)
        }
        #expect(encoder.tunings.withLock { $0 } == [0, -30, 0])
    }

    /// A downbeat after the end still fixes where bars begin.
    @Test func aDownbeatBeyondTheEndIsNoCrash() throws {
        let sheet = try listen(Self.voice, .init(tempo: 100, firstDownbeat: 60)).leadSheet
        #expect(!sheet.downbeats.isEmpty)
    }

    /// With an encoder its word counts, and a band without a voice is listened to.
    @Test func anEncoderIsListenedTo() throws {
        let truth = try MadeUpPosteriors.sheet(tempo: 118, meter: 3, key: "G", chords: "G | D | Em | C", duration: 10.5)
        func listener(band: Float) throws -> VocalListener {
            let told = MadeUpPosteriors(sheet: truth, duration: 10.5, band: band).posteriors()
            return VocalListener(harmoniser: try .bundled(), encoder: ToldEncoder(told: told))
        }
        let buffer = AudioBuffer(sampleRate: 24_000, mono: Self.voice)
        let heard = try listener(band: 0.9).listen(to: buffer, constraints: .init())
        #expect(Agreement.beats(heard.leadSheet.beats, truth.beats) > 0.9)
        #expect(heard.leadSheet.meter == 3 && heard.leadSheet.key == truth.key)
        #expect(heard.confidence?.beats == heard.leadSheet.beatConfidence && (heard.band ?? 0) > 0.8)
        #expect(heard.pitch == (try listen(Self.voice)).pitch)
        let noise = AudioBuffer(sampleRate: 24_000, mono: Voices.noise(seconds: 10.5, level: 0.3))
        let band = try listener(band: 0.9).listen(to: noise, constraints: .init(key: Key(index: 2)))
        #expect(band.notes.isEmpty && band.leadSheet.key == Key(index: 2))
        #expect(throws: ListenerError.nothingSung) { try listener(band: 0).listen(to: noise, constraints: .init()) }
    }
}
