import Foundation
import Signal

/// Spectrograms of a pair, as PNG.
public struct PairPicture: Sendable {
    public let name: String
    public let vocal: Data
    public let generated: Data
    public let reference: Data?

    /// Pixels; longer sounds take more time a pixel.
    private static let widest = 480

    /// - Parameters: 24 kHz mono, at least a frame each.
    init(name: String, vocal: [Float], generated: [Float], reference: [Float]?) {
        self.name = name
        let seconds = [vocal.count, generated.count, reference?.count ?? 0].max() ?? 0
        let frames = max(seconds / MelFrontEnd().hop, 1)
        let step = (frames + Self.widest - 1) / Self.widest
        self.vocal = Self.png(vocal, framesAPixel: step)
        self.generated = Self.png(generated, framesAPixel: step)
        self.reference = reference.map { Self.png($0, framesAPixel: step) }
    }

    private static func png(_ samples: [Float], framesAPixel step: Int) -> Data {
        let mel = MelFrontEnd().logMel(samples)
        let pixels = max(mel.frames / step, 1)
        var values = [Float](repeating: 0, count: pixels * mel.bands)
        for pixel in 0..<pixels {
            let frames = (pixel * step)..<min((pixel + 1) * step, mel.frames)
            for band in 0..<mel.bands {
                values[pixel * mel.bands + band] = frames.map { mel[$0, band] }.max() ?? 0
            }
        }
        return SpectrogramImage.png(
            of: Spectrogram(
                frames: pixels, bands: mel.bands, values: values, hopSeconds: mel.hopSeconds * Double(step)),
            range: -9...2, zoom: 1)
    }
}
