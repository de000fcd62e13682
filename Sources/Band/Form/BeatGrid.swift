/// Beats of a performance as a ruler: seconds to beats and back, straight on at both ends.
public struct BeatGrid: Sendable, Equatable {
    /// Seconds, strictly rising, two at least.
    public let beats: [Double]

    /// nil unless there are two beats or more and they rise.
    public init?(beats: [Double]) {
        guard beats.count > 1, zip(beats, beats.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
        self.beats = beats
    }

    /// The beat at or before a time, cut to the first and last but one.
    private func segment(at seconds: Double) -> Int {
        var low = 0
        var high = beats.count - 2
        while low < high {
            let middle = (low + high + 1) / 2
            if beats[middle] <= seconds { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// Beats from the first beat; fractions in between.
    public func position(at seconds: Double) -> Double {
        let index = segment(at: seconds)
        return Double(index) + (seconds - beats[index]) / (beats[index + 1] - beats[index])
    }

    public func seconds(at position: Double) -> Double {
        let index = min(max(Int(position.rounded(.down)), 0), beats.count - 2)
        return beats[index] + (position - Double(index)) * (beats[index + 1] - beats[index])
    }

    /// The same ruler with beats added behind until it covers a time.
    public func extended(to seconds: Double) -> BeatGrid {
        var longer = beats
        let step = beats[beats.count - 1] - beats[beats.count - 2]
        while let last = longer.last, last < seconds { longer.append(last + step) }
        return BeatGrid(beats: longer) ?? self
    }
}
