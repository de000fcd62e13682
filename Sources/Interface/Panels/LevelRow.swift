import Foundation
import Signal
import Terminal

/// How loud a sound is over time, in one row: a bar a column, so high as its RMS is near the sound's loudest.
struct LevelRow {
    let ink: Ink
    /// Quieter sounds are not drawn any larger, linear RMS.
    private static let leastFullScale: Float = 0.01
    /// dB under the loudest at which there is nothing to see.
    private static let range = 36.0
    /// From quiet to loud.
    private static let asciiHeights: [Character] = [".", ":", "-", "=", "+", "*", "#"]

    /// - Parameter role: of the bars.
    func draw(_ picture: Media.Picture, _ axis: TimeAxis, _ role: Theme.Role, on canvas: inout Canvas, in line: Rect) {
        guard !line.isEmpty else { return }
        func sample(_ column: Int) -> Int {
            let time = axis.start + Double(column) * axis.secondsPerColumn - picture.start
            let place = time * picture.sampleRate
            return place.isFinite ? Int(min(max(place, -1e12), 1e12)) : 0
        }
        let peaks = picture.peaks.peaks(in: sample(0)..<max(sample(line.columns), sample(0)), columns: line.columns)
        let loudest =
            picture.peaks.peaks(in: 0..<picture.peaks.sampleCount, columns: line.columns).map(\.rms)
            .filter(\.isFinite).max() ?? 0
        let heights = ink.glyphs == .ascii ? Self.asciiHeights : ink.marks.lowerParts + [ink.marks.full]
        for (column, peak) in peaks.enumerated() where sample(column + 1) > 0 {
            guard sample(column) < picture.peaks.sampleCount, peak.rms.isFinite, peak.rms > 0 else { continue }
            let decibels = 20 * log10(Double(peak.rms / max(loudest, Self.leastFullScale)))
            let height = Int(((1 + decibels / Self.range) * Double(heights.count)).rounded(.up))
            guard height > 0 else { continue }
            canvas[line.row, line.column + column] = Cell(heights[min(height, heights.count) - 1], ink[role])
        }
    }
}
