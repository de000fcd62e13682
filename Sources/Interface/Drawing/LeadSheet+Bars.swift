import Music

extension LeadSheet {
    /// Bar and beat that sound at a time, both from 1; the bar is 0 in a pickup. nil before the first beat.
    public func place(at seconds: Double) -> (bar: Int, beat: Int)? {
        // playback stands on frames, which lie up to half a frame before the beat
        guard let index = beatIndex(at: seconds + Self.hair) else { return nil }
        guard let bar = downbeats.lastIndex(where: { $0 <= index }) else {
            // a pickup counts up to the first "one"
            guard let first = downbeats.first else { return (1, index + 1) }
            return (0, max(meter - (first - index), 0) + 1)
        }
        return (bar + 1, index - downbeats[bar] + 1)
    }

    /// Seconds.
    private static let hair = 0.001

    /// The last beat at or before a time.
    func beatIndex(at seconds: Double) -> Int? {
        var (low, high) = (0, beats.count)
        while low < high {
            let middle = (low + high) / 2
            if beats[middle] <= seconds { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? low - 1 : nil
    }
}
