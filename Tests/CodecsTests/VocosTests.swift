import Codecs
import Foundation
import Signal
import Tensors
import Testing

/// A vocoder of tiny widths with the published front end's sizes.
func tinyVocos() -> VocosConfiguration {
    var configuration = VocosConfiguration()
    configuration.width = 16
    configuration.hidden = 24
    configuration.blocks = 2
    return configuration
}

@Suite struct VocosTests {
    /// The head's inverse transform undoes the front end's frames: Hann windows that overlap by four, divided by the sum
    /// of their squares, give the signal back wherever a frame reaches.
    @Test func overlapAddGivesTheSignalBack() throws {
        let frames = 20
        var generator = SeededGenerator(seed: 1)
        let signal = generator.normals(frames * 256)
        let window = Tensor((0..<1024).map { Float(0.5 - 0.5 * cos(2 * .pi * Double($0) / 1024)) })
        let padded = Tensor(signal, shape: [1, 1, signal.count]).padded(384, 384, .reflect).reshaped([1, -1])
        let spectrum = (padded.unfolded(-1, size: 1024, step: 256) * window).realFourier()
        #expect(spectrum.shape == [1, frames, 513, 2])
        let back = try Vocos(ParameterStore(seed: 1).root, tinyVocos()).inverse(spectrum)
        #expect(back.shape == [1, signal.count])
        let worst = zip(try back.floats(), signal).map { abs($0 - $1) }.max() ?? 1
        #expect(worst < 1e-4)
    }

    /// An impulse in the Mel moves samples only as far as the network sees.
    @Test func aFrameReachesAsFarAsTheContextSays() throws {
        let vocos = try Vocos(ParameterStore(seed: 2).root, tinyVocos())
        let frames = 60
        var values = [Float](repeating: -3, count: frames * 100)
        let before = try vocos(Tensor(values, shape: [1, frames, 100])).floats()
        for band in 0..<100 { values[30 * 100 + band] = 1 }
        let after = try vocos(Tensor(values, shape: [1, frames, 100])).floats()
        let moved = before.indices.filter { before[$0] != after[$0] }
        // 3 frames of each of the 3 convolutions, then half a window
        let reach = 9 * 256 + 640
        #expect(moved.min() ?? 0 >= 30 * 256 - reach)
        #expect(moved.max() ?? before.count <= 30 * 256 + reach)
        #expect(moved.contains(30 * 256 + 128))
    }
}
