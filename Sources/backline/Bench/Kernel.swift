import Codecs
import FastSAG
import Foundation
import Signal
import Tensors

/// A piece of the work that a take is made of, at the shape it has there.
struct Kernel {
    var name: String
    /// Shapes in words.
    var shape: String
    /// 1e9 operations of a call, a multiply-accumulate being two.
    var gigaflop: Double
    var call: () throws -> Void

    /// Mels of a batch: with and without conditions.
    private static let batch = 2

    /// - Parameters:
    ///   - frames: Mel frames of a section.
    static func all(
        _ sizes: CompactSizes, vocoder: VocosConfiguration, frames: Int, reducedPrecision: Bool
    ) throws -> [Kernel] {
        let maker = KernelMaker(generator: try RandomGenerator(seed: 1), batch: batch)
        let square = SquareProduct.size
        var kernels = [maker.product("sgemm", square, square, square)]
        let tokens = frames / sizes.patch
        let (width, patched) = (sizes.trunkWidth, sizes.patch * sizes.bands)
        let linears = [
            ("trunk, input", 2 * patched + sizes.conditionWidth, width), ("trunk, widen", width, 4 * width),
            ("trunk, narrow", 4 * width, width), ("trunk, queries, keys, values", width, 3 * width),
            ("trunk, output", width, 2 * patched),
        ]
        kernels += linears.map { maker.linear($0.0, tokens, $0.1, $0.2) }
        kernels.append(maker.depthwise("trunk, depthwise", tokens, width, kernel: sizes.kernel))
        kernels.append(maker.attention("trunk, attention", tokens, heads: width / sizes.headSize, sizes.headSize))
        let channels = sizes.refinerChannels
        for (name, inputs, outputs) in [("first", 12, channels), ("middle", channels, channels), ("last", channels, 2)]
        {
            kernels.append(maker.convolution("refiner, \(name)", inputs, outputs, frames, sizes.bands / 2))
        }
        kernels.append(maker.linear("vocoder, widen", frames, vocoder.width, vocoder.hidden, batch: 1))
        kernels += maker.fourier(vocoder, frames: frames)
        if reducedPrecision {
            kernels.append(maker.reduced(maker.linear("product, bfloat16", square, square, square, batch: 1)))
            kernels.append(maker.reduced(maker.linear("trunk, widen, bfloat16", tokens, width, 4 * width)))
            kernels.append(
                maker.reduced(
                    maker.convolution("refiner, middle, bfloat16", channels, channels, frames, sizes.bands / 2)))
        }
        return kernels
    }
}

/// Makes kernels with random numbers.
private struct KernelMaker {
    let generator: RandomGenerator
    let batch: Int

    private func normal(_ shape: [Int]) -> Tensor { Tensor.normal(shape, generator: generator) }
    private func giga(_ multiplyAccumulates: Int) -> Double { 2 * Double(multiplyAccumulates) * 1e-9 }

    func product(_ name: String, _ rows: Int, _ inner: Int, _ columns: Int) -> Kernel {
        let (a, b) = (normal([rows, inner]), normal([inner, columns]))
        return Kernel(
            name: name, shape: "\(rows) x \(inner) x \(columns)", gigaflop: giga(rows * inner * columns)
        ) { try a.matmul(b).checked() }
    }

    func linear(_ name: String, _ rows: Int, _ inputs: Int, _ outputs: Int, batch: Int? = nil) -> Kernel {
        let batch = batch ?? self.batch
        let (x, weight, bias) = (normal([batch, rows, inputs]), normal([outputs, inputs]), normal([outputs]))
        return Kernel(
            name: name, shape: "(\(batch), \(rows), \(inputs)) -> \(outputs)",
            gigaflop: giga(batch * rows * inputs * outputs)
        ) { try x.linear(weight, bias).checked() }
    }

    func reduced(_ kernel: Kernel) -> Kernel {
        var reduced = kernel
        reduced.call = { try Engine.withReducedPrecision(true) { try kernel.call() } }
        return reduced
    }

    func depthwise(_ name: String, _ rows: Int, _ width: Int, kernel: Int) -> Kernel {
        let (x, weight, bias) = (normal([batch, rows, width]), normal([width, 1, kernel]), normal([width]))
        return Kernel(
            name: name, shape: "(\(batch), \(rows), \(width)), kernel \(kernel)",
            gigaflop: giga(batch * rows * width * kernel)
        ) {
            // as `DepthwiseConvolution`, with the way there and back
            try x.transposed().convolution(weight, bias, padding: (kernel - 1) / 2, groups: width).transposed()
                .checked()
        }
    }

    func attention(_ name: String, _ rows: Int, heads: Int, _ size: Int) -> Kernel {
        let parts = (0..<3).map { _ in normal([batch, heads, rows, size]) }
        return Kernel(
            name: name, shape: "(\(batch), \(heads), \(rows), \(size))",
            gigaflop: giga(2 * batch * heads * rows * rows * size)
        ) { try parts[0].matmul(parts[1].transposed()).softmax().matmul(parts[2]).checked() }
    }

    func convolution(_ name: String, _ inputs: Int, _ outputs: Int, _ height: Int, _ width: Int) -> Kernel {
        let side = 3
        let (x, weight, bias) = (
            normal([batch, inputs, height, width]), normal([outputs, inputs, side, side]), normal([outputs])
        )
        return Kernel(
            name: name, shape: "(\(batch), \(inputs), \(height), \(width)) -> \(outputs), \(side) x \(side)",
            gigaflop: giga(batch * inputs * outputs * height * width * side * side)
        ) { try x.convolution(weight, bias, padding: side / 2).checked() }
    }

    /// The vocoder's inverse on the engine, and both ways of its phase refinement, which use one thread whatever is
    /// asked. A real transform of N counts as 2.5 N log2 N operations, as is usual.
    func fourier(_ vocoder: VocosConfiguration, frames: Int) -> [Kernel] {
        let (size, hop) = (vocoder.fftLength, vocoder.hop)
        let spectrum = normal([1, frames, size / 2 + 1, 2])
        let window = Tensor(Window.hann.values(size))
        let transform = ShortTimeFourier(windowLength: size, hop: hop)
        var noise = SeededGenerator(seed: 1)
        let samples = noise.normals((frames - 1) * hop + size).map { $0 * 0.1 }
        let analysed = transform.spectrum(of: samples)
        let gigaflop = 2.5 * Double(size) * log2(Double(size)) * Double(frames) * 1e-9
        func kernel(_ name: String, _ call: @escaping () throws -> Void) -> Kernel {
            Kernel(name: name, shape: "\(frames) frames of \(size), hop \(hop)", gigaflop: gigaflop, call: call)
        }
        return [
            kernel("vocoder, inverse STFT") {
                try (spectrum.inverseRealFourier(length: size) * window).transposed().overlapAdded(hop: hop).checked()
            },
            kernel("refinement, STFT") { _ = transform.spectrum(of: samples) },
            kernel("refinement, inverse STFT") { _ = transform.samples(from: analysed) },
        ]
    }
}
