extension LeadSheet {
    /// Seconds: beats that lie nearer are the same; and what lies nearer to an end is not compared.
    private static let hair = 0.03

    /// Whether a band that plays to this sheet plays the same as to another: beats, metre, key, and the chord at each beat.
    /// - Parameter range: seconds; what lies outside does not count.
    public func plays(like other: LeadSheet, over range: Range<Double>) -> Bool {
        guard (meter, division, key) == (other.meter, other.division, other.key) else { return false }
        func isInside(_ beat: Double) -> Bool {
            beat >= range.lowerBound + Self.hair && beat < range.upperBound - Self.hair
        }
        let pair = (beats.filter(isInside), other.beats.filter(isInside))
        guard pair.0.count == pair.1.count, zip(pair.0, pair.1).allSatisfy({ abs($0 - $1) < Self.hair }) else {
            return false
        }
        return pair.0.allSatisfy { chord(at: $0 + Self.hair) == other.chord(at: $0 + Self.hair) }
    }
}
