import Foundation
import Listener
import Music

/// What a mix of vocal and accompaniment is like, in the descriptors of StemGen's MIRDD (J. Parker et al. 2023).
public struct MusicDescriptors: Sendable, Equatable {
    /// What is compared. Some have one value a song, some a whole distribution.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        case key, pitchRange, pitchClassCount, percussiveDensity, beatsPerBar, chordVariety, tonalityAlteration
        case pitches, pitchClasses, triads

        public var title: String {
            switch self {
            case .key: "key"
            case .pitchRange: "range of the notes"
            case .pitchClassCount: "pitch classes in use"
            case .percussiveDensity: "percussive strokes in 0.6 s"
            case .beatsPerBar: "beats per bar"
            case .chordVariety: "different chords"
            case .tonalityAlteration: "chords outside the key"
            case .pitches: "pitches"
            case .pitchClasses: "pitch classes"
            case .triads: "chord triads"
            }
        }

        /// What each place of the distribution is called.
        public var labels: [String] {
            switch self {
            case .key: (0..<24).map { Key(index: $0).description }
            case .pitchRange: (0..<10).map { "\(6 * $0) to \(6 * $0 + 5) semitones" }
            case .pitchClassCount: (0...12).map { "\($0)" }
            case .percussiveDensity: (0..<12).map { $0 == 11 ? "33 or more" : "\(3 * $0) to \(3 * $0 + 2)" }
            case .beatsPerBar: MeterEstimator.meters.map { "\($0)" } + ["unknown"]
            case .chordVariety: (0...12).map { $0 == 12 ? "12 or more" : "\($0)" }
            case .tonalityAlteration: (0..<10).map { "\(10 * $0) to \(10 * $0 + 10) %" }
            case .pitches: NoteEstimator.range.map { "\(PitchClass($0))\($0 / 12 - 1)" }
            case .pitchClasses: (0..<12).map { PitchClass($0).description }
            case .triads: ChordEstimator.triads.map(\.description)
            }
        }
    }

    /// Descriptors that StemGen has and this does not, with the reason.
    public static let leftOut = [
        "structure labels": "ten seconds of a song have no sections to label, nor does anything here find them in more"
    ]

    /// The song's share in each place; shares add up to 1, or all are 0 where the song says nothing.
    public let distributions: [Kind: [Double]]

    /// Share of the notes at either end that do not count for their range.
    private static let outliers = 0.05
    /// Share of the notes' time above which a pitch class is in use.
    private static let smallestUse = 0.04
    /// Seconds a chord must hold to count as one.
    private static let shortestChord = 0.4

    /// - Parameter mix: vocal and accompaniment, 24 kHz mono.
    public init(mix: [Float]) {
        let chroma = ChromaAnalysis().chromagram(of: mix)
        let bass = ChromaAnalysis.bass.chromagram(of: mix)
        let key = KeyJudge.key(tones: ToneSets.sets(of: chroma), bass: bass)
        let notes = NoteEstimator().notes(in: mix).flatMap { $0 }
        let spans = ChordEstimator.spans(ChordEstimator().chords(chroma: chroma, bass: bass)).filter {
            $0.chord != nil && $0.end - $0.start >= Self.shortestChord
        }
        let beats = AccompanimentBeatTracker().track(mix).beats
        let meter = MeterEstimator().meter(beats: beats, envelope: OnsetEnvelope(of: mix), chroma: chroma)

        var found: [Kind: [Double]] = [:]
        func one(_ kind: Kind, _ place: Int?) {
            var shares = [Double](repeating: 0, count: kind.labels.count)
            if let place { shares[min(max(place, 0), shares.count - 1)] = 1 }
            found[kind] = shares
        }
        func many(_ kind: Kind, _ weights: [Double]) {
            let total = weights.reduce(0, +)
            found[kind] = total > 0 ? weights.map { $0 / total } : weights
        }
        var pitches = [Double](repeating: 0, count: NoteEstimator.range.count)
        var classes = [Double](repeating: 0, count: 12)
        for note in notes {
            pitches[note - NoteEstimator.range.lowerBound] += 1
            classes[PitchClass(note).value] += 1
        }
        many(.pitches, pitches)
        many(.pitchClasses, classes)
        one(.pitchClassCount, notes.isEmpty ? 0 : classes.count { $0 >= Self.smallestUse * Double(notes.count) })
        let sorted = notes.sorted()
        let cut = Int(Self.outliers * Double(sorted.count))
        one(.pitchRange, sorted.isEmpty ? nil : (sorted[sorted.count - 1 - cut] - sorted[cut]) / 6)
        one(.key, key?.index)
        one(.percussiveDensity, PercussionCount().mostTogether(in: mix) / 3)
        one(.beatsPerBar, meter.flatMap { MeterEstimator.meters.firstIndex(of: $0) } ?? MeterEstimator.meters.count)
        let chords = spans.compactMap { span in span.chord.map { ($0, span.end - span.start) } }
        one(.chordVariety, Set(chords.map(\.0)).count)
        let whole = chords.reduce(0) { $0 + $1.1 }
        let scale = Set(key?.scale ?? [])
        let outside = chords.filter { !scale.isSuperset(of: $0.0.pitchClasses) }.reduce(0) { $0 + $1.1 }
        one(.tonalityAlteration, whole > 0 && key != nil ? Int(10 * outside / whole) : nil)
        many(
            .triads,
            ChordEstimator.triads.map { triad in chords.filter { $0.0 == triad }.reduce(0) { $0 + $1.1 } })
        distributions = found
    }
}
