/// Minimum, maximum and RMS of one channel at halving resolutions, so that a waveform of any length is drawn at any
/// zoom in time proportional to the columns on the screen.
public struct PeakPyramid: Sendable {
    /// What a run of samples spans.
    public struct Peak: Sendable, Equatable {
        public let minimum: Float
        public let maximum: Float
        /// Root mean square.
        public let rms: Float

        public init(minimum: Float, maximum: Float, rms: Float) {
            self.minimum = minimum
            self.maximum = maximum
            self.rms = rms
        }
    }

    /// One resolution: a value for each run of `samplesPerBin` samples, the last run being what is left.
    public struct Level: Sendable {
        public let samplesPerBin: Int
        public fileprivate(set) var minimum: [Float] = []
        public fileprivate(set) var maximum: [Float] = []
        /// Sum of the squares.
        fileprivate(set) var energy: [Double] = []

        public var count: Int { minimum.count }
    }

    public private(set) var sampleCount = 0
    /// Finest first; the last has one bin.
    public private(set) var levels: [Level] = []
    private let samplesPerBin: Int
    /// The samples of the finest level's last bin where it is not full.
    private var rest: [Float] = []

    /// - Parameter samplesPerBin: of the finest level; nothing finer can be asked for.
    public init(_ samples: [Float] = [], samplesPerBin: Int = 16) {
        precondition(samplesPerBin > 0, "a bin needs samples")
        self.samplesPerBin = samplesPerBin
        append(samples)
    }

    /// Goes on with further samples, at the cost of those alone: bins that they do not reach stay. The same as of all
    /// samples at once.
    public mutating func append(_ samples: [Float]) {
        guard !samples.isEmpty else { return }
        var changed = sampleCount / samplesPerBin
        let waiting = rest + samples
        sampleCount += samples.count
        rest = Array(waiting.suffix(waiting.count % samplesPerBin))
        if levels.isEmpty { levels.append(Level(samplesPerBin: samplesPerBin)) }
        levels[0].fill(from: changed, waiting)
        var place = 0
        while levels[place].count > 1 {
            if place + 1 == levels.count {
                levels.append(Level(samplesPerBin: levels[place].samplesPerBin * 2))
                changed = 0
            }
            changed /= 2
            levels[place + 1].fill(from: changed, levels[place])
            place += 1
        }
    }

    /// The peaks of equally wide columns over a range of samples. A column is widened to whole bins, which are at most a
    /// quarter of its width where the finest level allows; outside the signal there is silence.
    public func peaks(in range: Range<Int>, columns: Int) -> [Peak] {
        guard columns > 0 else { return [] }
        let width = Double(range.count) / Double(columns)
        let level = levels.last { Double($0.samplesPerBin) * 4 <= width } ?? levels.first
        return (0..<columns).map { column in
            let start = range.lowerBound + Int(Double(column) * width)
            let end = max(range.lowerBound + Int(Double(column + 1) * width), start + 1)
            return peak(from: max(start, 0), to: min(end, sampleCount), in: level)
        }
    }

    private func peak(from start: Int, to end: Int, in level: Level?) -> Peak {
        guard let level, start < end else { return Peak(minimum: 0, maximum: 0, rms: 0) }
        let bins = start / level.samplesPerBin...(end - 1) / level.samplesPerBin
        var (minimum, maximum, energy) = (Float.infinity, -Float.infinity, 0.0)
        for bin in bins {
            minimum = min(minimum, level.minimum[bin])
            maximum = max(maximum, level.maximum[bin])
            energy += level.energy[bin]
        }
        let count =
            min((bins.upperBound + 1) * level.samplesPerBin, sampleCount) - bins.lowerBound * level.samplesPerBin
        return Peak(minimum: minimum, maximum: maximum, rms: Float((energy / Double(count)).squareRoot()))
    }
}

extension PeakPyramid.Level {
    /// Bins from one on, anew, of the finest level.
    /// - Parameter samples: from that bin's first on.
    fileprivate mutating func fill(from bin: Int, _ samples: [Float]) {
        removeAll(from: bin)
        for start in stride(from: 0, to: samples.count, by: samplesPerBin) {
            var (low, high, sum) = (samples[start], samples[start], 0.0)
            for index in start..<min(start + samplesPerBin, samples.count) {
                low = min(low, samples[index])
                high = max(high, samples[index])
                sum += Double(samples[index]) * Double(samples[index])
            }
            minimum.append(low)
            maximum.append(high)
            energy.append(sum)
        }
    }

    /// Bins from one on, anew, each of two of the next finer level.
    fileprivate mutating func fill(from bin: Int, _ finer: PeakPyramid.Level) {
        removeAll(from: bin)
        for first in stride(from: bin * 2, to: finer.count, by: 2) {
            let second = min(first + 1, finer.count - 1)
            minimum.append(min(finer.minimum[first], finer.minimum[second]))
            maximum.append(max(finer.maximum[first], finer.maximum[second]))
            energy.append(finer.energy[first] + (second > first ? finer.energy[second] : 0))
        }
    }

    private mutating func removeAll(from bin: Int) {
        minimum.removeSubrange(min(bin, count)...)
        maximum.removeSubrange(min(bin, maximum.count)...)
        energy.removeSubrange(min(bin, energy.count)...)
    }
}
