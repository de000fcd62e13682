import Foundation
import Listener
import Music
import Testing

@Suite struct BeatDecoderTests {
    private func decode(
        _ made: MadeUpPosteriors, notes: [SungNote] = [], band: Double = 0.9,
        _ constraints: ListeningConstraints = .init()
    ) -> BeatTrack {
        BeatDecoder().decode(
            made.posteriors(), notes: notes, band: band, duration: made.duration, constraints: constraints)
    }

    @Test(arguments: [(52, 4), (68, 3), (90, 4), (120, 4), (121, 3), (148, 4), (176, 4)])
    func beatsAreFound(tempo: Double, meter: Int) throws {
        let sheet = try MadeUpPosteriors.sheet(tempo: tempo, meter: meter, duration: 30)
        let track = decode(MadeUpPosteriors(sheet: sheet, duration: 30))
        #expect(Agreement.beats(track.beats, sheet.beats) > 0.95)
        #expect(zip(track.beats, track.beats.dropFirst()).allSatisfy { $0 < $1 })
        #expect(track.confidence > 0.6)
    }

    /// Between the tokens of 21 ms.
    @Test func beatsAreFinerThanTokens() throws {
        let sheet = try MadeUpPosteriors.sheet(tempo: 97.3, first: 0.413, duration: 30)
        let found = decode(MadeUpPosteriors(sheet: sheet, duration: 30)).beats
        let errors = sheet.beats.map { beat in found.map { abs($0 - beat) }.min() ?? 1 }.sorted()
        #expect(errors[errors.count / 2] < 0.005)
    }

    @Test func driftIsFollowed() throws {
        let sheet = try MadeUpPosteriors.sheet(tempo: 104, drift: 0.06, duration: 60)
        let track = decode(MadeUpPosteriors(sheet: sheet, duration: 60))
        #expect(Agreement.beats(track.beats, sheet.beats) > 0.95)
    }

    /// Evidence of little is believed little, and evidence of nothing not at all.
    @Test func sureEvidenceIsBelievedMore() throws {
        let sheet = try MadeUpPosteriors.sheet(tempo: 104, duration: 20)
        var made = MadeUpPosteriors(sheet: sheet, duration: 20)
        let clear = decode(made).confidence
        made.lost = 0.85
        let noisy = decode(made).confidence
        made.clarity = 0
        made.noise = 0
        made.lost = 0
        let flat = decode(made).confidence
        #expect(clear > 0.8)
        #expect(clear > noisy + 0.05)
        #expect(noisy > flat + 0.05)
        #expect(flat < 0.2)
        #expect(!decode(made).beats.isEmpty)
    }

    @Test func aShortClipIsLessSure() throws {
        let sheet = try MadeUpPosteriors.sheet(tempo: 104, duration: 20)
        var made = MadeUpPosteriors(sheet: sheet, duration: 20, clarity: 0.1, ambiguity: 0.4)
        let long = decode(made).confidence
        made.duration = 2
        #expect(decode(made).confidence < long)
    }

    /// The tempo is no patch: beats at twice the tempo lie where the evidence has beats and halves.
    @Test func aGivenTempoRulesTheBeats() throws {
        let sheet = try MadeUpPosteriors.sheet(tempo: 84, duration: 20)
        let made = MadeUpPosteriors(sheet: sheet, duration: 20, ambiguity: 0.45)
        let twice = decode(made, .init(tempo: 168)).beats
        let halves = zip(sheet.beats, sheet.beats.dropFirst()).flatMap { [$0, ($0 + $1) / 2] }
        #expect(Agreement.beats(twice, halves) > 0.93)
        let other = decode(made, .init(tempo: 100)).beats
        let lengths = zip(other, other.dropFirst()).map { $1 - $0 }.sorted()
        #expect(abs(lengths[lengths.count / 2] - 0.6) < 0.02)
    }

    /// A downbeat between the beats that would be found moves them all.
    @Test func aGivenDownbeatPinsTheBeats() throws {
        let sheet = try MadeUpPosteriors.sheet(tempo: 100, duration: 20)
        // which of beats and half beats are beats is nearly open, and nothing is heard of bars
        var heard = MadeUpPosteriors(sheet: sheet, duration: 20, clarity: 0.2, ambiguity: 0.48).posteriors()
        let unheard = Posteriors(tokens: heard.tokens)
        (heard.barPhase, heard.downbeats) = (unheard.barPhase, unheard.downbeats)
        func found(_ constraints: ListeningConstraints) -> [Double] {
            BeatDecoder().decode(heard, notes: [], band: 0.9, duration: 20, constraints: constraints).beats
        }
        let free = found(.init()), pinned = found(.init(firstDownbeat: 0.6))
        #expect(free.allSatisfy { abs($0 - 0.6) > 0.2 })
        #expect(pinned.contains { abs($0 - 0.6) < 0.02 })
        let shifted = sheet.beats.map { $0 + 0.3 }
        #expect(Agreement.beats(pinned, shifted) > 0.9)
    }

    /// Where the encoder hears nothing, notes alone say where beats are.
    @Test func notesAreHeardToo() throws {
        let notes = Tunes.twinkle(tempo: 100, from: 0.4)
        let made = Posteriors(tokens: Int(29 * Posteriors.rate))
        let track = BeatDecoder().decode(made, notes: notes, band: 0, duration: 29, constraints: .init(tempo: 100))
        let truth = (0..<47).map { 0.4 + Double($0) * 0.6 }
        #expect(Agreement.beats(track.beats, truth) > 0.95)
    }

    @Test func emptyAndShortInputIsNoCrash() {
        func found(_ tokens: Int, _ duration: Double, _ constraints: ListeningConstraints = .init()) -> BeatTrack {
            BeatDecoder().decode(
                Posteriors(tokens: tokens), notes: [], band: 0, duration: duration, constraints: constraints)
        }
        #expect(found(0, 0).beats.isEmpty)
        #expect(found(1, 0.02).confidence < 0.2)
        #expect(found(47, 1).beats.allSatisfy { (0..<1).contains($0) })
        #expect(found(47, 1, .init(tempo: 20)).beats.count < 3)
        #expect(found(470, 10, .init(tempo: 400)).beats.count > 50)
        #expect(!found(470, 10, .init(firstDownbeat: 60, meter: 7)).beats.isEmpty)
    }
}
