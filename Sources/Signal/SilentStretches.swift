/// Where a sound is silent.
public enum SilentStretches {
    /// Full scale's share that counts as silence: -60 dB.
    private static let threshold: Float = 1e-3
    /// Seconds over which the peak is taken.
    private static let step = 0.05

    /// - Parameters:
    ///   - samples: of one channel.
    ///   - least: seconds that a stretch lasts.
    /// - Returns: seconds, in order.
    public static func ranges(in samples: [Float], rate: Double, least: Double) -> [Range<Double>] {
        let window = max(Int(step * rate), 1)
        var found: [Range<Double>] = []
        var begin: Int?
        func close(at end: Int) {
            guard let first = begin else { return }
            begin = nil
            if Double(end - first) / rate >= least { found.append(Double(first) / rate..<Double(end) / rate) }
        }
        for start in stride(from: 0, to: samples.count, by: window) {
            let isSilent = samples[start..<min(start + window, samples.count)].allSatisfy { abs($0) < threshold }
            if isSilent { begin = begin ?? start } else { close(at: start) }
        }
        close(at: samples.count)
        return found
    }
}
