import Signal

/// A Mel spectrogram at halving resolutions in time, so that any zoom is drawn in time proportional to the columns on
/// the screen. Levels are bytes over one fixed scale, so that different sounds look alike where they are as loud.
public struct MelPyramid: Sendable {
    /// Natural logarithms that are drawn as silence and as loudest: some 74 dB apart.
    public static let range: ClosedRange<Float> = -7.5...1

    struct Level: Sendable {
        /// Mel frames in a bin.
        let framesPerBin: Int
        let bins: Int
        /// Bin-major, 0...255.
        let values: [UInt8]
    }

    public let bands: Int
    /// Seconds of a Mel frame.
    public let hopSeconds: Double
    public let frames: Int
    /// Finest first.
    let levels: [Level]
    /// Seconds at which notes and syllables begin, rising.
    public let onsets: [Double]

    public init(_ mel: Spectrogram) {
        bands = mel.bands
        hopSeconds = mel.hopSeconds
        frames = mel.frames
        let span = Self.range.upperBound - Self.range.lowerBound
        let finest = Level(
            framesPerBin: 1, bins: mel.frames,
            values: mel.values.map { value in
                let share = (value - Self.range.lowerBound) / span
                return share.isFinite ? UInt8(min(max(share, 0), 1) * 255) : 0
            })
        var levels = mel.values.isEmpty ? [] : [finest]
        while let last = levels.last, last.bins > 1 { levels.append(Self.halved(last, bands: mel.bands)) }
        self.levels = levels
        onsets = mel.values.isEmpty ? [] : Onsets.times(in: finest, bands: mel.bands, hopSeconds: mel.hopSeconds)
    }

    private static func halved(_ level: Level, bands: Int) -> Level {
        let bins = (level.bins + 1) / 2
        var values = [UInt8](repeating: 0, count: bins * bands)
        level.values.withUnsafeBufferPointer { source in
            for bin in 0..<bins {
                let first = bin * 2 * bands
                let second = min(bin * 2 + 1, level.bins - 1) * bands
                for band in 0..<bands {
                    values[bin * bands + band] = UInt8((Int(source[first + band]) + Int(source[second + band]) + 1) / 2)
                }
            }
        }
        return Level(framesPerBin: level.framesPerBin * 2, bins: bins, values: values)
    }

    /// How bright a picture of some rows and columns is.
    /// - Parameters:
    ///   - start: seconds from the sound's beginning at the left edge.
    ///   - secondsPerColumn: over 0.
    /// - Returns: (columns, rows), 0...255, the lowest band in row 0; silence outside of the sound.
    func picture(start: Double, secondsPerColumn: Double, columns: Int, rows: Int) -> [UInt8] {
        var picture = [UInt8](repeating: 0, count: max(columns * rows, 0))
        let framesPerColumn = secondsPerColumn / hopSeconds
        guard rows > 0, let level = levels.last(where: { Double($0.framesPerBin) <= framesPerColumn }) ?? levels.first
        else { return picture }
        let edges = (0...rows).map { $0 * bands / rows }
        let binSeconds = hopSeconds * Double(level.framesPerBin)
        level.values.withUnsafeBufferPointer { values in
            for column in 0..<columns {
                let from = (start + Double(column) * secondsPerColumn) / binSeconds
                let to = from + secondsPerColumn / binSeconds
                guard to > 0, from < Double(level.bins) else { continue }
                let first = max(Int(from.rounded(.down)), 0)
                let last = min(max(Int((to - 1e-6).rounded(.down)), first), level.bins - 1)
                for row in 0..<rows {
                    let low = edges[row]
                    let high = max(edges[row + 1], low + 1)
                    var (sum, brightest) = (0, 0)
                    for bin in first...last {
                        for band in low..<min(high, bands) {
                            let value = Int(values[bin * bands + band])
                            sum += value
                            brightest = max(brightest, value)
                        }
                    }
                    let count = (last - first + 1) * max(min(high, bands) - low, 1)
                    // thin harmonics would drown in the mean, noise would fill the maximum
                    picture[column * rows + row] = UInt8((sum / count + brightest) / 2)
                }
            }
        }
        return picture
    }
}
