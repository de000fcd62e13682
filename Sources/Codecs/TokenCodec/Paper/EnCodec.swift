import Networks
import Tensors

/// EnCodec (Défossez et al. 2022, arXiv 2210.13438, section 3.1) in the layout of transformers' EncodecModel at 32 kHz: not
/// causal, reflection at the edges, identity shortcuts. Tested against the fixture encodec32k.
public struct EnCodec: Sendable {
    public let sizes: EnCodecSizes
    public let quantizer: ResidualVectorQuantizer
    let encoder: Stack
    let decoder: Stack

    private static let edgeKernel = 7

    public init(_ scope: Scope, _ sizes: EnCodecSizes) {
        self.sizes = sizes
        encoder = Self.encoder(scope["encoder"]["layers"], sizes)
        decoder = Self.decoder(scope["decoder"]["layers"], sizes)
        quantizer = ResidualVectorQuantizer(scope["quantizer"], sizes.quantizer)
    }

    /// Samples (B, 1, N) -> latents (B, D, ceil(N / hop)).
    public func latents(_ samples: Tensor, observer: Observer = { _, _ in }) -> Tensor {
        encoder(samples, name: "encoder", observer: observer)
    }

    /// Latents (B, D, T) -> samples (B, 1, T hop).
    public func samples(_ latents: Tensor, observer: Observer = { _, _ in }) -> Tensor {
        decoder(latents, name: "decoder", observer: observer)
    }

    /// Samples (B, 1, N) -> codes of every level, (B, T) each.
    public func encode(_ samples: Tensor) -> [Tensor] { quantizer.encode(latents(samples).transposed()) }

    /// Codes of the first levels -> the sum of their vectors, (B, D, T).
    public func quantised(_ codes: [Tensor]) -> Tensor { quantizer.decode(codes).transposed() }

    /// Codes of the first levels -> samples (B, 1, T hop).
    public func decode(_ codes: [Tensor]) -> Tensor { samples(quantised(codes)) }

    /// Layers by their numbers in the published keys; those that are missing there are ELUs.
    struct Stack: Sendable {
        let layers: [(number: Int, layer: any Module)]

        func callAsFunction(_ input: Tensor, name: String, observer: Observer) -> Tensor {
            layers.reduce(input) { x, entry in
                let output = entry.layer(x)
                observer("\(name)_layer\(entry.number)", output)
                return output
            }
        }
    }

    private static func encoder(_ scope: Scope, _ sizes: EnCodecSizes) -> Stack {
        var layers: [(Int, any Module)] = []
        var width = sizes.filters
        layers.append((0, EnCodecConvolution(scope[0], 1, width, kernel: edgeKernel)))
        var number = 1
        for ratio in sizes.ratios.reversed() {
            layers.append((number, EnCodecResidual(scope[number], width)))
            layers.append((number + 1, ELU()))
            layers.append(
                (
                    number + 2,
                    EnCodecConvolution(scope[number + 2], width, 2 * width, kernel: 2 * ratio, stride: ratio)
                ))
            width *= 2
            number += 3
        }
        layers.append((number, EnCodecLSTM(scope[number], width, layers: sizes.lstmLayers)))
        layers.append((number + 1, ELU()))
        layers.append(
            (number + 2, EnCodecConvolution(scope[number + 2], width, sizes.quantizer.width, kernel: edgeKernel)))
        return Stack(layers: layers)
    }

    private static func decoder(_ scope: Scope, _ sizes: EnCodecSizes) -> Stack {
        var layers: [(Int, any Module)] = []
        var width = sizes.ratios.reduce(sizes.filters) { width, _ in 2 * width }
        layers.append((0, EnCodecConvolution(scope[0], sizes.quantizer.width, width, kernel: edgeKernel)))
        layers.append((1, EnCodecLSTM(scope[1], width, layers: sizes.lstmLayers)))
        var number = 2
        for ratio in sizes.ratios {
            layers.append((number, ELU()))
            layers.append((number + 1, EnCodecUpsampling(scope[number + 1], width, width / 2, stride: ratio)))
            layers.append((number + 2, EnCodecResidual(scope[number + 2], width / 2)))
            width /= 2
            number += 3
        }
        layers.append((number, ELU()))
        layers.append((number + 1, EnCodecConvolution(scope[number + 1], width, 1, kernel: edgeKernel)))
        return Stack(layers: layers)
    }
}

/// x where it is positive, exp(x) - 1 elsewhere (Clevert et al. 2016).
struct ELU: Module {
    func callAsFunction(_ x: Tensor) -> Tensor { x.relu() + (x.clamped(max: 0).exp() - 1) }
}

/// Two convolutions around their own input, half as wide inside: (B, C, T) -> (B, C, T).
struct EnCodecResidual: Module {
    let first: EnCodecConvolution
    let second: EnCodecConvolution

    init(_ scope: Scope, _ width: Int) {
        first = EnCodecConvolution(scope["block"][1], width, width / 2, kernel: 3)
        second = EnCodecConvolution(scope["block"][3], width / 2, width, kernel: 1)
    }

    func callAsFunction(_ x: Tensor) -> Tensor { x + second(ELU()(first(ELU()(x)))) }
}

/// An LSTM over time around its own input: (B, C, T) -> (B, C, T).
struct EnCodecLSTM: Module {
    let lstm: LSTM

    init(_ scope: Scope, _ width: Int, layers: Int) {
        lstm = LSTM(scope["lstm"], width, width, layers: layers)
    }

    func callAsFunction(_ x: Tensor) -> Tensor {
        // (B, C, T) -> (T, B, C) and back
        x + lstm(x.permuted([2, 0, 1])).output.permuted([1, 2, 0])
    }
}
