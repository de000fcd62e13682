import Foundation
import Listener
import Music
import Tensors
import Testing

@Suite struct HarmoniserTests {
    private static let harmoniser = Result { try Harmoniser.bundled() }

    private func harmonise(
        _ notes: [SungNote], beats: Int = Tunes.beatCount, meter: Int = 4, key: Key? = nil, downbeat: Int? = nil
    ) throws -> Harmony {
        try Self.harmoniser.get().harmonise(
            notes: notes, beats: (0..<beats).map { Double($0) * 0.6 }, meter: meter, key: key, firstDownbeat: downbeat)
    }

    /// Seconds by which chords match, as a share of all.
    private func share(_ spans: [LeadSheet.Span], where matches: (Chord) -> Bool) -> Double {
        let total = spans.reduce(0) { $0 + $1.end - $1.start }
        return spans.filter { $0.chord.map(matches) ?? false }.reduce(0) { $0 + $1.end - $1.start } / total
    }

    @Test func aPlainTuneGetsItsKeyAndPlainChords() throws {
        let harmony = try harmonise(Tunes.twinkle(), downbeat: 0)
        #expect(harmony.key == Key(parsing: "C"))
        let scale = Set(Key(index: 0).scale)
        #expect(share(harmony.chords) { scale.isSuperset(of: $0.pitchClasses) } > 0.8)
        let plain = Set(["C", "F", "G", "Am"].compactMap { Chord(parsing: $0)?.root })
        #expect(share(harmony.chords) { plain.contains($0.root) } > 0.6)
        #expect(harmony.chords.count > 4)
    }

    @Test func spansAndCellsCoverTheBeats() throws {
        let harmony = try harmonise(Tunes.twinkle())
        #expect(harmony.chords.first?.start == 0)
        #expect(abs((harmony.chords.last?.end ?? 0) - 28.8) < 1e-6)
        for (span, next) in zip(harmony.chords, harmony.chords.dropFirst()) { #expect(span.end == next.start) }
        #expect(harmony.chords.allSatisfy { (0...1).contains($0.confidence) })
        #expect(harmony.soft.count == 2 * Tunes.beatCount)
        for cell in harmony.soft {
            #expect(abs(cell.bass.reduce(0, +) - 1) < 1e-4)
            #expect(cell.tones.allSatisfy { (0...1).contains($0) })
            // a band of triads and seventh chords sounds three to four tones, less where nobody plays
            #expect(cell.tones.reduce(0, +) < 4.01)
        }
        #expect((0..<4).contains(harmony.firstDownbeat))
    }

    @Test(arguments: [2, 5, 7, 11])
    func transposingTheNotesTransposesTheKey(semitones: Int) throws {
        let harmony = try harmonise(Tunes.twinkle(transposedBy: semitones), downbeat: 0)
        #expect(harmony.key == Key(index: semitones))
        let scale = Set(Key(index: semitones).scale)
        #expect(share(harmony.chords) { scale.isSuperset(of: $0.pitchClasses) } > 0.75)
    }

    /// The network alone knows keys apart: its guesses for this tune in two keys differ by far more.
    @Test(arguments: [1, 6]) func theHarmonyIsTheSameInEveryKey(semitones: Int) throws {
        let low = try harmonise(Tunes.twinkle(), downbeat: 0)
        let high = try harmonise(Tunes.twinkle(transposedBy: semitones), downbeat: 0)
        var difference: Float = 0
        for (cell, moved) in zip(low.soft, high.soft) {
            for tone in 0..<12 { difference += abs(cell.bass[tone] - moved.bass[(tone + semitones) % 12]) }
        }
        #expect(difference / Float(low.soft.count) < 0.1)
    }

    /// The singer's word decides the key, and the chords lean towards it.
    @Test func aGivenKeyIsKept() throws {
        let minor = try #require(Key(parsing: "Am")), far = try #require(Key(parsing: "Eb"))
        #expect(try harmonise(Tunes.twinkle(), key: minor).key == minor)
        let free = try harmonise(Tunes.twinkle(), downbeat: 0)
        let bent = try harmonise(Tunes.twinkle(), key: far, downbeat: 0)
        #expect(bent.key == far)
        func fitting(_ harmony: Harmony) -> Float {
            let scale = far.scale
            return harmony.soft.reduce(0) { sum, cell in sum + scale.reduce(0) { $0 + cell.tones[$1.value] } }
        }
        #expect(fitting(bent) > fitting(free))
    }

    /// Exactly the chords that were fixed, from the very second, and all the rest is heard around them.
    @Test func fixedChordsAreKept() throws {
        let slash = try #require(Chord(parsing: "Ebmaj7/G"))
        let fixed = [
            LeadSheet.Span(start: 2.4, end: 4.8, chord: slash, confidence: 0.2),
            LeadSheet.Span(start: 9.6, end: 12, chord: nil),
        ]
        let harmony = try Self.harmoniser.get().harmonise(
            notes: Tunes.twinkle(), beats: (0..<Tunes.beatCount).map { Double($0) * 0.6 }, meter: 4, key: nil,
            firstDownbeat: 0, fixedChords: fixed)
        #expect(harmony.chords.contains(LeadSheet.Span(start: 2.4, end: 4.8, chord: slash, confidence: 1)))
        #expect(harmony.chords.contains(LeadSheet.Span(start: 9.6, end: 12, chord: nil, confidence: 1)))
        for (span, next) in zip(harmony.chords, harmony.chords.dropFirst()) { #expect(span.end == next.start) }
        #expect(harmony.chords.first?.start == 0 && harmony.chords.count > 4)
        for cell in harmony.soft where cell.start >= 2.4 && cell.end <= 4.8 + 1e-9 {
            #expect(cell.bass[7] == 1 && cell.tones.reduce(0, +) == 4)
        }
        for cell in harmony.soft where cell.start >= 9.6 && cell.end <= 12 + 1e-9 {
            #expect(cell.tones.allSatisfy { $0 == 0 })
        }
        // far away nothing has changed
        let free = try harmonise(Tunes.twinkle(), downbeat: 0)
        #expect(harmony.soft.last == free.soft.last)
    }

    /// A beat that is a downbeat names the bar line before or at the end of the first bar.
    @Test(arguments: [(0, 4, 0), (3, 4, 3), (6, 4, 2), (17, 4, 1), (5, 3, 2)])
    func aGivenDownbeatIsKept(downbeat: Int, meter: Int, first: Int) throws {
        let harmony = try harmonise(Tunes.twinkle(), meter: meter, downbeat: downbeat)
        #expect(harmony.firstDownbeat == first)
    }

    @Test func theSameLineGivesTheSameHarmony() throws {
        let one = try harmonise(Tunes.twinkle()), two = try harmonise(Tunes.twinkle())
        #expect(one.chords == two.chords && one.soft == two.soft && one.key == two.key)
    }

    /// Longer than the window that the network hears at once, and as short as can be.
    @Test func anyLengthIsHarmonised() throws {
        let long = try harmonise(Tunes.twinkle(), beats: 201)
        #expect(long.soft.count == 402)
        #expect(abs((long.chords.last?.end ?? 0) - 201 * 0.6) < 1e-6)
        #expect(long.soft.allSatisfy { $0.tones.allSatisfy { $0.isFinite } })
        let short = try harmonise(Tunes.twinkle(), beats: 2)
        #expect(short.soft.count == 4 && !short.chords.isEmpty)
        #expect(try !harmonise([], beats: 8).chords.isEmpty)
    }

    @Test func weightsOfAnotherModelAreRefused() throws {
        let store = try ParameterStore(seed: 1)
        _ = HarmoniserNetwork(store.root, HarmoniserConfiguration())
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("harmoniser-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: url) }
        var other = HarmoniserConfiguration()
        other.width = 80
        let text = String(decoding: try JSONEncoder().encode(other), as: UTF8.self)
        try CheckpointWriter.write(store.entries, metadata: ["configuration": text], to: url)
        #expect(throws: CheckpointError.self) { try Harmoniser(Checkpoint(contentsOf: url)) }
    }
}
