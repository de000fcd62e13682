extension Song {
    /// Seconds: no song is longer.
    private static let longest = 86_400.0
    /// Hertz.
    private static let rates = 1_000.0...1_000_000.0
    /// Of lanes and takes.
    static let identifiers = 0...1_000_000_000

    /// What no song can say, in a sentence; nil where there is nothing. A damaged `song.json` may say anything.
    var problem: String? {
        if let vocal, !Self.rates.contains(vocal.sampleRate) || vocal.frameCount < 0 {
            return "its vocal has \(vocal.frameCount) frames at \(vocal.sampleRate) Hz"
        }
        if let loop, abs(loop.lowerBound) > Self.longest || abs(loop.upperBound) > Self.longest {
            return "its loop lies at \(loop.lowerBound) to \(loop.upperBound) s"
        }
        if let mark = marks.first(where: { !(abs($0.time) <= Self.longest) }) {
            return "its section \(mark.name) lies at \(mark.time) s"
        }
        let numbers = [nextTake, nextLane] + lanes.map(\.id) + allTakes.map(\.id) + (orders ?? []).map(\.id)
        if let number = numbers.first(where: { !Self.identifiers.contains($0) }) {
            return "\(number) is no number of a take or a lane"
        }
        let take = allTakes.first {
            !(abs($0.start) <= Self.longest) || !(0...Self.longest).contains($0.duration)
                || !Self.rates.contains($0.sampleRate)
        }
        if let take {
            return "\(take.name) lies at \(take.start) s, lasts \(take.duration) s and has \(take.sampleRate) Hz"
        }
        let sheets = [sheet?.leadSheet].compactMap(\.self) + allTakes.map(\.leadSheet)
        return sheets.lazy.compactMap(\.problem).first
    }
}
