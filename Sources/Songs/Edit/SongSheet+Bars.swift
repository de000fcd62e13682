import Music

extension SongSheet {
    /// Beats of each bar, as ranges of indices into the beats; what comes before the first bar line is a bar of its own.
    public var bars: [Range<Int>] {
        let count = leadSheet.beats.count
        guard count > 0 else { return [] }
        var lines = leadSheet.downbeats.filter { (0..<count).contains($0) }
        if lines.first != 0 { lines.insert(0, at: 0) }
        return zip(lines, lines.dropFirst() + [count]).map { $0..<$1 }
    }

    /// The bar that a beat belongs to.
    public func bar(of beat: Int) -> Range<Int>? { bars.first { $0.contains(beat) } }

    /// Seconds of a beat; the one after the last is the end of the lead sheet.
    /// - Precondition: 0 up to and with the number of beats, of which there is one at least.
    public func time(ofBeat beat: Int) -> Double {
        let beats = leadSheet.beats
        precondition(!beats.isEmpty && (0...beats.count).contains(beat), "beat \(beat) of \(beats.count)")
        if beat < beats.count { return beats[beat] }
        let last = beats[beats.count - 1]
        if let end = leadSheet.chords.last?.end, end > last { return end }
        return last + (beats.count > 1 ? last - beats[beats.count - 2] : Self.usualPeriod)
    }

    /// The beat that is nearest to a time; nil without beats.
    public func beat(nearest seconds: Double) -> Int? {
        leadSheet.beats.indices.min { abs(leadSheet.beats[$0] - seconds) < abs(leadSheet.beats[$1] - seconds) }
    }

    /// The beat that sounds at a time: the last one that has begun; the first before that; nil without beats.
    public func beat(at seconds: Double) -> Int? {
        guard !leadSheet.beats.isEmpty else { return nil }
        return leadSheet.beats.lastIndex { $0 <= seconds } ?? 0
    }

    /// Seconds: 120 beats a minute, where one beat says nothing about the next.
    static let usualPeriod = 0.5
}
