import Music

/// Where the bars of a lead sheet begin.
struct BarLines {
    /// Seconds, rising.
    let times: [Double]
    private let duration: Double

    /// - Parameter duration: seconds of the song, where its last bar ends.
    init(_ sheet: LeadSheet, duration: Double) {
        times = sheet.downbeats.filter(sheet.beats.indices.contains).map { sheet.beats[$0] }
        self.duration = duration
    }

    /// The least run of whole bars that holds a range, at least one; nil without bars. What lies before the first bar
    /// counts as one, from 0.
    func around(_ range: Range<Double>) -> Range<Double>? {
        guard !times.isEmpty else { return nil }
        let start = times.last { $0 <= range.lowerBound } ?? 0
        let end = times.first { $0 >= range.upperBound && $0 > start } ?? duration
        return end > start ? start..<end : nil
    }
}
