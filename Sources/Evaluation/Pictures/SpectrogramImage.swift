import Foundation
import Signal

/// A spectrogram as a PNG picture: time to the right, low bands at the bottom, dark is quiet.
public enum SpectrogramImage {
    /// - Parameters:
    ///   - spectrogram: log magnitudes; its smallest value is the darkest colour, its largest the brightest.
    ///   - range: values for the darkest and the brightest colour, so that pictures can be compared.
    ///   - zoom: pixels a band in height; a frame is one pixel wide.
    public static func png(of spectrogram: Spectrogram, range: ClosedRange<Float>? = nil, zoom: Int = 3) -> Data {
        precondition(spectrogram.frames > 0 && spectrogram.bands > 0 && zoom > 0, "an empty spectrogram has no picture")
        let finite = spectrogram.values.filter(\.isFinite)
        let lowest = range?.lowerBound ?? finite.min() ?? 0
        let highest = range?.upperBound ?? finite.max() ?? 0
        let scale = highest > lowest ? 255 / (highest - lowest) : 0
        var pixels: [UInt8] = []
        pixels.reserveCapacity(spectrogram.bands * zoom * spectrogram.frames)
        for band in (0..<spectrogram.bands).reversed() {
            let line = (0..<spectrogram.frames).map { frame -> UInt8 in
                let value = spectrogram[frame, band]
                let level = value.isFinite ? (value - lowest) * scale : 0
                return UInt8(min(max(level, 0), 255))
            }
            for _ in 0..<zoom { pixels += line }
        }
        return PNG.file(
            width: spectrogram.frames, height: spectrogram.bands * zoom, pixels: pixels, palette: palette)
    }

    /// Corner colours of the ramp (after matplotlib's viridis, CC0), mixed linearly.
    private static let corners: [(Double, Double, Double)] = [
        (68, 1, 84), (71, 44, 122), (59, 81, 139), (44, 113, 142), (33, 144, 141), (39, 173, 129), (92, 200, 99),
        (170, 220, 50), (253, 231, 37),
    ]

    private static let palette: [UInt8] = (0..<256).flatMap { level -> [UInt8] in
        let place = Double(level) / 255 * Double(corners.count - 1)
        let index = min(Int(place), corners.count - 2)
        let share = place - Double(index)
        let (low, high) = (corners[index], corners[index + 1])
        return [low.0 + share * (high.0 - low.0), low.1 + share * (high.1 - low.1), low.2 + share * (high.2 - low.2)]
            .map { UInt8($0.rounded()) }
    }
}
