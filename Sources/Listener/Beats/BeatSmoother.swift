import Foundation

/// Places beats between the steps of the tracker: the smoothing spline through the notes.
///
/// With b the beats, minimises the weighted squared distance of every note to its part of the beat plus
/// sum (b[i+1] - 2 b[i] + b[i-1])^2 / drift^2: in silence the tempo simply runs on. The weights are re-estimated
/// so that notes off the grid lose their say (Huber 1964).
struct BeatSmoother {
    /// Standard deviation of the change of a beat's length, seconds.
    let drift: Double
    /// Standard deviation of a note, seconds.
    let spread: Double
    /// Equal parts of a beat to which a note may be pulled.
    let parts: Int

    /// - Returns: beats over 0..<duration and the share of notes near a part of a beat, rescaled so that notes
    ///   thrown at random give 0.
    func smooth(
        _ coarse: [Double], onsets: [Double], anchor: Double?, duration: Double
    ) -> (beats: [Double], fit: Double) {
        guard coarse.count > 2 else { return (Self.extended(coarse, duration: duration), 0) }
        var beats = coarse
        for _ in 0..<3 { beats = solve(beats, onsets: onsets, anchor: anchor) }
        let fit = fit(beats, onsets: onsets)
        return (Self.extended(beats, duration: duration), fit)
    }

    /// The beat before a note, the part of it that is nearest and how late the note is, seconds.
    private func place(of onset: Double, in beats: [Double]) -> (beat: Int, part: Double, error: Double)? {
        var low = 0
        var high = beats.count - 1
        guard high > 0, onset >= beats[0], onset < beats[high] else { return nil }
        while high - low > 1 {
            let middle = (low + high) / 2
            if beats[middle] <= onset { low = middle } else { high = middle }
        }
        let period = beats[high] - beats[low]
        let phase = (onset - beats[low]) / period
        let part = (phase * Double(parts)).rounded() / Double(parts)
        return (low, part, (phase - part) * period)
    }

    private func solve(_ beats: [Double], onsets: [Double], anchor: Double?) -> [Double] {
        // Solved for the correction of the given beats, whose own second differences count as drift as well.
        var system = BandedSystem(size: beats.count)
        let stiffness = 1 / (drift * drift)
        for middle in 1..<(beats.count - 1) {
            let bend = beats[middle + 1] - 2 * beats[middle] + beats[middle - 1]
            system.add([(middle - 1, 1), (middle, -2), (middle + 1, 1)], target: -bend, weight: stiffness)
        }
        func add(_ onset: Double, deviation: Double, robust: Bool) {
            guard let (beat, part, error) = place(of: onset, in: beats) else { return }
            // Twice the spread: beyond it a note is taken for off the grid.
            let weight = (robust ? min(1, 2 * spread / max(abs(error), 1e-9)) : 1) / (deviation * deviation)
            system.add([(beat, 1 - part), (beat + 1, part)], target: error, weight: weight)
        }
        for onset in onsets { add(onset, deviation: spread, robust: true) }
        if let anchor { add(anchor, deviation: spread / 10, robust: false) }
        // Keeps the system regular where fewer than two notes are heard.
        for index in beats.indices { system.add([(index, 1)], target: 0, weight: 0.01) }
        let correction = system.solve()
        let moved = zip(beats, correction).map { $0 + $1 }
        return zip(moved, moved.dropFirst()).allSatisfy { $0 < $1 } ? moved : beats
    }

    private func fit(_ beats: [Double], onsets: [Double]) -> Double {
        let errors = onsets.compactMap { place(of: $0, in: beats)?.error }
        guard errors.count > 3 else { return 0 }
        let period = (beats[beats.count - 1] - beats[0]) / Double(beats.count - 1)
        // A note at random lies within a quarter of the grid's distance half of the time.
        let near = Double(errors.count { abs($0) < period / Double(4 * parts) }) / Double(errors.count)
        return min(max((near - 0.5) * 2, 0), 1)
    }

    /// Runs the first and the last tempo on to the ends.
    private static func extended(_ beats: [Double], duration: Double) -> [Double] {
        guard beats.count > 1 else { return beats.filter { $0 < duration } }
        let span = min(8, beats.count - 1)
        let first = (beats[span] - beats[0]) / Double(span)
        let last = (beats[beats.count - 1] - beats[beats.count - 1 - span]) / Double(span)
        var all = beats
        while all[0] - first >= 0 { all.insert(all[0] - first, at: 0) }
        while let end = all.last, end + last < duration { all.append(end + last) }
        return all.filter { $0 >= 0 && $0 < duration }
    }
}
