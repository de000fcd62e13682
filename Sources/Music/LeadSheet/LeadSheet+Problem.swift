extension LeadSheet {
    /// Seconds: no sheet reaches further, in either direction.
    private static let longest = 86_400.0
    /// Seconds from beat to beat: bars that go on at such a tempo would fill the memory.
    private static let shortest = 0.001
    /// Beats a bar.
    private static let meters = 1...64

    /// What no band can play to, in a sentence; nil where there is nothing. A sheet that a file brings may say anything.
    public var problem: String? {
        func isTime(_ seconds: Double) -> Bool { abs(seconds) <= Self.longest }
        if let beat = beats.first(where: { !isTime($0) }) {
            return "a beat of the lead sheet lies at \(beat) s; beats must lie within a day"
        }
        if let pair = zip(beats, beats.dropFirst()).first(where: { $0 >= $1 }) {
            return "a beat of the lead sheet at \(pair.0) s is followed by one at \(pair.1) s; beats must rise"
        }
        if let pair = zip(beats, beats.dropFirst()).first(where: { $1 - $0 < Self.shortest }) {
            return "beats of the lead sheet at \(pair.0) s and \(pair.1) s are less than 1 ms apart"
        }
        if let downbeat = downbeats.first(where: { !beats.indices.contains($0) }) {
            return "a downbeat of the lead sheet is beat \(downbeat), and there are \(beats.count)"
        }
        if let pair = zip(downbeats, downbeats.dropFirst()).first(where: { $0 >= $1 }) {
            return "beat \(pair.0) and then beat \(pair.1) are downbeats of the lead sheet; downbeats must rise"
        }
        guard Self.meters.contains(meter) else {
            return "the lead sheet has \(meter) beats a bar; there can be 1 to 64"
        }
        guard (2...3).contains(division) else {
            return "a beat of the lead sheet has \(division) parts; it has 2, or 3 in 6/8 and the like"
        }
        // one that ends before it begins is harmless: nobody plays it
        let span = chords.first { !isTime($0.start) || !isTime($0.end) }
        return span.map {
            "a chord of the lead sheet holds from \($0.start) to \($0.end) s; chords must lie within a day"
        }
    }
}
