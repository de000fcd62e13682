/// Where notes and syllables begin: peaks of the spectral flux (Dixon 2006, section 2.1, with its peak picking).
enum Onsets {
    /// Frames on either side within which an onset is the largest.
    private static let reach = 3
    /// Frames before and after that the local mean is taken over; the past counts longer, as Dixon has it.
    private static let context = (before: 9, after: 3)
    /// By how much an onset stands over the local mean, in standard deviations of all flux.
    private static let threshold = 0.9

    /// Seconds, rising.
    static func times(in flux: [Double], hopSeconds: Double) -> [Double] {
        guard flux.count > 1 else { return [] }
        let mean = flux.reduce(0, +) / Double(flux.count)
        let deviation = (flux.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(flux.count)).squareRoot()
        // a steady sound has none
        guard deviation > 0 else { return [] }
        return flux.indices.filter { index in
            let near = flux[max(index - reach, 0)...min(index + reach, flux.count - 1)]
            let around = flux[max(index - context.before, 0)...min(index + context.after, flux.count - 1)]
            let local = around.reduce(0, +) / Double(around.count)
            return flux[index] == near.max() && flux[index] > local + threshold * deviation
        }.map { Double($0) * hopSeconds }
    }

    /// What grew louder from one frame to the next, summed over the bands; of frames from one on.
    static func flux(_ level: MelPyramid.Level, from first: Int, bands: Int) -> [Double] {
        (first..<max(level.bins, first)).map { bin in
            guard bin > 0 else { return 0 }
            var sum = 0
            for band in 0..<bands {
                sum += max(Int(level.values[bin * bands + band]) - Int(level.values[(bin - 1) * bands + band]), 0)
            }
            return Double(sum)
        }
    }
}
