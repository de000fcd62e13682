import Signal

/// A Mel spectrogram at halving resolutions in time, so that any zoom is drawn in time proportional to the columns on
/// the screen. Levels are bytes over one fixed scale, so that different sounds look alike where they are as loud.
public struct MelPyramid: Sendable {
    /// Natural logarithms that are drawn as silence and as loudest: some 74 dB apart.
    public static let range: ClosedRange<Float> = -7.5...1

    struct Level: Sendable {
        /// Mel frames in a bin.
        let framesPerBin: Int
        fileprivate(set) var bins = 0
        /// Bin-major, 0...255.
        fileprivate(set) var values: [UInt8] = []
    }

    public let bands: Int
    /// Seconds of a Mel frame.
    public let hopSeconds: Double
    public private(set) var frames = 0
    /// Finest first.
    private(set) var levels: [Level] = []
    /// Seconds at which notes and syllables begin, rising.
    public private(set) var onsets: [Double] = []
    private var flux: [Double] = []

    public init(_ mel: Spectrogram) {
        bands = mel.bands
        hopSeconds = mel.hopSeconds
        append(mel, from: 0)
    }

    /// Goes on with further frames, at the cost of those alone but for the onsets, which are picked among all.
    /// - Parameters:
    ///   - mel: of the same bands and hop.
    ///   - first: the frame that its first one is; those from there on are replaced.
    mutating func append(_ mel: Spectrogram, from first: Int) {
        precondition(mel.bands == bands && first <= frames, "frames of another picture")
        guard mel.frames > 0 else { return }
        frames = first + mel.frames
        if levels.isEmpty { levels.append(Level(framesPerBin: 1)) }
        levels[0].fill(from: first, mel.values.map(Self.brightness), bands: bands)
        var (place, changed) = (0, first)
        while levels[place].bins > 1 {
            if place + 1 == levels.count {
                levels.append(Level(framesPerBin: levels[place].framesPerBin * 2))
                changed = 0
            }
            changed /= 2
            levels[place + 1].fill(from: changed, levels[place], bands: bands)
            place += 1
        }
        flux.removeSubrange(min(first, flux.count)...)
        flux += Onsets.flux(levels[0], from: first, bands: bands)
        onsets = Onsets.times(in: flux, hopSeconds: hopSeconds)
    }

    private static func brightness(_ value: Float) -> UInt8 {
        let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
        return share.isFinite ? UInt8(min(max(share, 0), 1) * 255) : 0
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

extension MelPyramid.Level {
    /// Bins from one on, anew, of the finest level.
    fileprivate mutating func fill(from bin: Int, _ frames: [UInt8], bands: Int) {
        values.removeSubrange(min(bin * bands, values.count)...)
        values += frames
        bins = values.count / bands
    }

    /// Bins from one on, anew, each of two of the next finer level.
    fileprivate mutating func fill(from bin: Int, _ finer: MelPyramid.Level, bands: Int) {
        let count = (finer.bins + 1) / 2
        values.removeSubrange(min(bin * bands, values.count)...)
        values.reserveCapacity(count * bands)
        finer.values.withUnsafeBufferPointer { source in
            for place in bin..<count {
                let first = place * 2 * bands
                let second = min(place * 2 + 1, finer.bins - 1) * bands
                for band in 0..<bands {
                    values.append(UInt8((Int(source[first + band]) + Int(source[second + band]) + 1) / 2))
                }
            }
        }
        bins = count
    }
}
