import Foundation
import Tensors

/// A convolution from or to samples whose filters are weighted with a window whenever they are used, so that they fade
/// in and out however they are trained (section 3.1: a squared Hann window). B batch, C filters, T frames, N samples.
package struct WindowedConvolution: Sendable {
    package enum Direction: Sendable {
        case analysis, synthesis

        /// The published code's name of the convolution inside.
        var key: String { self == .analysis ? "conv" : "conv_tr" }
    }

    private let window: Tensor
    private let weight: Tensor
    private let bias: Tensor
    private let stride: Int

    /// - Parameters:
    ///   - stride: divides the kernel.
    ///   - filters: what the filters start as, (C, kernel) row-major; nil draws them.
    package init(
        _ scope: Scope, _ direction: Direction, channels: Int, kernel: Int, stride: Int, filters: [Float]? = nil
    ) {
        precondition(kernel % stride == 0, "a kernel of \(kernel) is no whole number of strides of \(stride)")
        let hann = (0..<kernel).map { pow(0.5 - 0.5 * cos(2 * .pi * Double($0) / Double(kernel)), 2) }
        window = scope.constant("window", [kernel], .values(hann.map(Float.init)))
        let inner = scope[direction.key]
        weight = inner.parameter("weight", [channels, 1, kernel], filters.map { .values($0) } ?? .fanIn(kernel))
        bias = inner.parameter(
            "bias", [direction == .analysis ? channels : 1], filters == nil ? .fanIn(kernel) : .zeros)
        self.stride = stride
    }

    /// The filters as they are used, (C, 1, kernel).
    var windowed: Tensor { weight * window }

    /// (B, N) -> (B, T, C), nothing padded.
    func analysed(_ samples: Tensor) -> Tensor {
        samples.unfolded(-1, size: window.count, step: stride).linear(windowed.squeezed(1), bias)
    }

    /// (B, T, C) -> (B, (T - overlap) stride): windows are added up, and what not all of them reach is cut off. The
    /// published transposed convolution, as a product and as many sums as windows overlap.
    package func synthesised(_ x: Tensor) -> Tensor {
        let (batch, frames, parts) = (x.size(0), x.size(1), window.count / stride)
        let pieces = x.linear(windowed.squeezed(1).transposed()).reshaped([batch, frames, parts, stride])
        let length = frames - parts + 1
        var sum = bias
        for part in 0..<parts {
            sum = pieces.narrowed(2, from: part, length: 1).narrowed(1, from: parts - 1 - part, length: length) + sum
        }
        return sum.reshaped([batch, length * stride])
    }
}
