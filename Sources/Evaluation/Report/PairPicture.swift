import Foundation
import Signal

/// Spectrograms of sounds that belong together, as PNG, on one time axis.
public struct PairPicture: Sendable {
    public let name: String
    /// Title and picture, as they were given.
    public let parts: [(title: String, png: Data)]

    /// Pixels; longer sounds take more time a pixel.
    private static let widest = 480

    /// - Parameter sounds: at least a frame each.
    public init(name: String, sounds: [(title: String, sound: PairSound)]) {
        self.name = name
        let longest = sounds.map(\.sound.samples.count).max() ?? 0
        let frames = max(longest / MelFrontEnd().hop, 1)
        let step = (frames + Self.widest - 1) / Self.widest
        parts = sounds.map { ($0.title, Self.png($0.sound.samples, framesAPixel: step)) }
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
