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
        public let minimum: [Float]
        public let maximum: [Float]
        /// Sum of the squares.
        let energy: [Double]

        public var count: Int { minimum.count }
    }

    public let sampleCount: Int
    /// Finest first; the last has one bin.
    public let levels: [Level]

    /// - Parameter samplesPerBin: of the finest level; nothing finer can be asked for.
    public init(_ samples: [Float], samplesPerBin: Int = 16) {
        precondition(samplesPerBin > 0, "a bin needs samples")
        sampleCount = samples.count
        var levels = samples.isEmpty ? [] : [Self.finest(samples, samplesPerBin: samplesPerBin)]
        while let last = levels.last, last.count > 1 { levels.append(Self.halved(last)) }
        self.levels = levels
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

    private static func finest(_ samples: [Float], samplesPerBin: Int) -> Level {
        var (minimum, maximum, energy) = ([Float](), [Float](), [Double]())
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
        return Level(samplesPerBin: samplesPerBin, minimum: minimum, maximum: maximum, energy: energy)
    }

    private static func halved(_ level: Level) -> Level {
        var (minimum, maximum, energy) = ([Float](), [Float](), [Double]())
        for first in stride(from: 0, to: level.count, by: 2) {
            let second = min(first + 1, level.count - 1)
            minimum.append(min(level.minimum[first], level.minimum[second]))
            maximum.append(max(level.maximum[first], level.maximum[second]))
            energy.append(level.energy[first] + (second > first ? level.energy[second] : 0))
        }
        return Level(samplesPerBin: level.samplesPerBin * 2, minimum: minimum, maximum: maximum, energy: energy)
    }
}
