import Foundation
import Listener
import Music
import Signal
import Synchronization
import Testing

/// A recording is heard once.
@Suite struct VocalHearingTests {
    /// The first two lines of the tune, sung at 100 a minute from 0.4 s on.
    private static let voice = Tunes.sung(Array(Tunes.twinkle(from: 0.4).prefix(14)), seconds: 10.5)

    private let truth: LeadSheet
    private let encoder: CountingEncoder
    private let hearing: VocalHearing
    private let vocal = AudioBuffer(sampleRate: 24_000, mono: voice)

    init() throws {
        truth = try MadeUpPosteriors.sheet(tempo: 118, meter: 3, key: "G", chords: "G | D | Em | C", duration: 10.5)
        let encoder = CountingEncoder(MadeUpPosteriors(sheet: truth, duration: 10.5, band: 0.9).posteriors())
        self.encoder = encoder
        hearing = VocalHearing { VocalListener(harmoniser: try .bundled(), encoder: encoder, encoderDigest: "once") }
    }

    /// Another tempo, key or metre, and a sheet that is given, only read again what was heard.
    @Test func otherConstraintsAreReadNotHeard() throws {
        let heard = try hearing.listen(to: vocal, constraints: .init(tuning: 0))
        let slow = try hearing.listen(to: vocal, constraints: .init(tempo: 59, tuning: 0))
        let told = try hearing.listen(to: vocal, constraints: .init(meter: 4, key: Key(index: 5), tuning: 0))
        #expect(abs(slow.leadSheet.tempo - 59) < 1 && told.leadSheet.meter == 4 && told.leadSheet.key == Key(index: 5))
        let given = try hearing.listen(to: vocal, playing: truth)
        #expect(given.leadSheet == truth && given.softChords.isEmpty)
        #expect(given.pitch == heard.pitch && given.onsets == heard.onsets && given.semantics == heard.semantics)
        #expect(try hearing.notes(of: vocal) == heard.notes)
        #expect(encoder.count == 1)
        #expect(heard.listener?.hasSuffix("-once") == true && given.listener == heard.listener)
    }

    /// What is kept reads as what is heard afresh.
    @Test func whatIsKeptIsWhatIsHeard() throws {
        _ = try hearing.listen(to: vocal, constraints: .init(tuning: 0))
        let constraints = ListeningConstraints(tempo: 100, firstDownbeat: 0.4, tuning: 0)
        let kept = try hearing.listen(to: vocal, constraints: constraints)
        let fresh = try VocalListener(harmoniser: .bundled(), encoder: encoder).listen(
            to: vocal, constraints: constraints)
        #expect(kept.leadSheet == fresh.leadSheet && kept.softChords == fresh.softChords)
        #expect(kept.pitch == fresh.pitch && kept.hypotheses == fresh.hypotheses)
    }

    /// Harmony is heard relative to a tuning: two of them are kept, and how the voice moves is not heard twice.
    @Test func anotherTuningIsHeardOnce() throws {
        for cents in [0.0, -30, 0, -30, 2] {
            let heard = try hearing.listen(to: vocal, constraints: .init(tuning: cents))
            #expect(heard.leadSheet.tuning?.cents == cents)
        }
        var flat = truth
        flat.tuning = Tuning(cents: -30)
        _ = try hearing.listen(to: vocal, playing: flat)
        // 2 cents nobody hears
        #expect(encoder.tunings.withLock { $0 } == [0, -30])
    }

    @Test func anotherRecordingIsHeard() throws {
        var longer = Self.voice
        longer += [0]
        let other = AudioBuffer(sampleRate: 24_000, mono: longer)
        for sound in [vocal, other, vocal] { _ = try hearing.listen(to: sound, playing: truth) }
        #expect(encoder.count == 2)
        // the last two are kept
        let third = AudioBuffer(sampleRate: 24_000, mono: longer + [0])
        for sound in [third, vocal, other] { _ = try hearing.listen(to: sound, playing: truth) }
        #expect(encoder.count == 4)
    }

    /// Somebody who asks about another recording does not wait for one that is being heard.
    @Test func recordingsDoNotWaitForOneAnother() async throws {
        let short = Self.voice.count
        let encoder = WaitingEncoder(encoder.posteriors) { $0 > short }
        let hearing = VocalHearing(VocalListener(harmoniser: try .bundled(), encoder: encoder))
        let longer = AudioBuffer(sampleRate: 24_000, mono: Self.voice + [Float](repeating: 0, count: 4_800))
        let truth = truth
        let waiting = Started { try hearing.listen(to: longer, playing: truth) }
        await Started { encoder.begun.wait() }.ended()
        #expect(try hearing.listen(to: vocal, playing: truth).leadSheet == truth)
        encoder.mayEnd.signal()
        #expect(try await waiting.ended().get().leadSheet == truth)
    }

    @Test func loadingFailsWhereItIsNeeded() {
        let broken = VocalHearing { throw ListenerError.silent }
        #expect(throws: ListenerError.silent) { try broken.listen(to: vocal, playing: truth) }
        #expect(throws: ListenerError.silent) { try broken.digest() }
    }
}
