extension LeadSheet {
    /// The part between two times, in seconds from its start: what is played to when only that part is accompanied.
    ///
    /// Chords are cut at the ends. Beats reach to the bar lines around the part, so that bars keep their place where it
    /// begins or ends inside one: the first beats may lie before 0.
    public func slice(from start: Double, to end: Double) -> LeadSheet {
        var sheet = shifted(by: -start)
        let duration = max(end - start, 0)
        sheet.chords = sheet.chords.compactMap { span in
            var cut = span
            cut.start = max(span.start, 0)
            cut.end = min(span.end, duration)
            return cut.end > cut.start ? cut : nil
        }
        let first = downbeats.last { sheet.beats[$0] <= 0 } ?? 0
        let last = downbeats.first { sheet.beats[$0] >= duration } ?? sheet.beats.count - 1
        guard first <= last else { return sheet }
        sheet.beats = Array(sheet.beats[first...last])
        sheet.downbeats = downbeats.filter { (first...last).contains($0) }.map { $0 - first }
        return sheet
    }
}
