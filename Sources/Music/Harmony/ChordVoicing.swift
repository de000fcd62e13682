/// Chords of a lead sheet as a keyboard player holds them: a bass note, and over it three tones that move as little as
/// possible from chord to chord.
public struct ChordVoicing: Sendable {
    /// MIDI pitches of the bass: E2 to D#3.
    static let bass = 40...51
    /// MIDI pitches of the hand over it: G3 to C5.
    static let hand = 55...72
    /// MIDI pitch around which the first chord lies: D4.
    private static let middle = 62.0
    private static let bassVelocity = 80
    private static let handVelocity = 72
    /// Seconds before the next chord at which keys are let go, so that repeated tones are struck again.
    private static let gap = 0.02
    /// Seconds: what is shorter is no chord that anybody would strike.
    private static let shortest = 0.1

    /// What the hand held last.
    private var held: [Int] = []

    public init() {}

    /// Notes that play a lead sheet, in seconds of the song: every chord is struck where it begins, and again at bar lines.
    public static func notes(of sheet: LeadSheet) -> [Note] {
        var voicing = ChordVoicing()
        let lines = sheet.downbeats.filter(sheet.beats.indices.contains).map { sheet.beats[$0] }
        return sheet.chords.flatMap { span -> [Note] in
            guard let chord = span.chord else { return [] }
            let pitches = voicing.pitches(of: chord)
            let starts = [span.start] + lines.filter { $0 > span.start + shortest && $0 < span.end - shortest }
            return zip(starts, starts.dropFirst() + [span.end]).flatMap { start, end -> [Note] in
                guard end - start > shortest else { return [] }
                return pitches.enumerated().map { place, pitch in
                    Note(
                        start: start, duration: end - start - gap, pitch: pitch,
                        velocity: place == 0 ? bassVelocity : handVelocity)
                }
            }
        }
    }

    /// MIDI pitches of the next chord, the bass first.
    public mutating func pitches(of chord: Chord) -> [Int] {
        let bass = Self.bass.first { PitchClass($0) == chord.bass } ?? Self.bass.lowerBound
        let choices = Self.placings(of: Self.tones(of: chord))
        let best = choices.min { distance($0) < distance($1) } ?? []
        held = best
        return [bass] + best
    }

    /// Pitch classes of the hand, three at most: of more, the fifth, then the root, then the ninth under another tension are
    /// left to the bass and to the ear.
    private static func tones(of chord: Chord) -> [PitchClass] {
        var intervals = chord.quality.intervals
        if intervals.count > 3 { intervals.removeAll { $0 == 7 } }
        if intervals.count > 3 { intervals.removeAll { $0 == 0 } }
        if intervals.count > 3 { intervals.removeAll { $0 == 2 } }
        return intervals.map { chord.root.transposed(by: $0) }
    }

    /// All close positions of the tones within the hand's reach, upwards.
    private static func placings(of tones: [PitchClass]) -> [[Int]] {
        hand.compactMap { lowest -> [Int]? in
            guard tones.contains(PitchClass(lowest)) else { return nil }
            let pitches = (lowest..<lowest + 12).filter { tones.contains(PitchClass($0)) }
            return pitches.allSatisfy(hand.contains) ? pitches : nil
        }
    }

    /// Semitones that the fingers move, to what is held or to the middle of the hand's reach.
    private func distance(_ pitches: [Int]) -> Double {
        let centre = Double(pitches.reduce(0, +)) / Double(max(pitches.count, 1))
        let drift = abs(centre - Self.middle)
        guard held.count == pitches.count else { return drift }
        let moved = zip(held, pitches).reduce(0) { $0 + abs($1.0 - $1.1) }
        // a little weight for the middle keeps a long song from wandering off
        return Double(moved) + drift / 8
    }
}
