import Foundation
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

    /// Seconds at which a bar or a beat of it begins, as `place(at:)` counts them.
    /// - Parameter text: like "12" or "12.3".
    /// - Throws: `Complaint` where there is none.
    func time(ofPlace text: String) throws -> Double {
        let words = text.trimmingCharacters(in: .whitespaces).split(separator: ".", omittingEmptySubsequences: false)
        let numbers = words.compactMap { Int($0) }
        guard (1...2).contains(words.count), numbers.count == words.count else {
            throw Complaint("write a bar like 12, or a beat of it like 12.3")
        }
        let (bar, beat) = (numbers[0], numbers.count > 1 ? numbers[1] : 1)
        // what stands before the first "one" is the end of bar 0
        let first = downbeats.first ?? 0
        let bars = downbeats.count
        guard (first > 0 ? 0...bars : 1...max(bars, 1)).contains(bar), bars > 0 else {
            throw Complaint("there \(bars == 1 ? "is 1 bar" : "are \(bars) bars"); bar \(bar) is none of them")
        }
        let place = bar == 0 ? first - meter : downbeats[bar - 1]
        let end = bar < bars ? downbeats[bar] : beats.count
        guard (1...beats.count).contains(beat), place + beat - 1 < end, beats.indices.contains(place + beat - 1) else {
            throw Complaint("bar \(bar) has no beat \(beat)")
        }
        return beats[place + beat - 1]
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
