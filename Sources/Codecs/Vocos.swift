import Foundation
import Networks
import Signal
import Tensors

/// Sizes of the vocoder.
public struct VocosConfiguration: Codable, Sendable, Equatable {
    public var bands = 100
    public var width = 256
    public var hidden = 768
    public var blocks = 6
    public var fftLength = 1024
    public var hop = 256
    /// Whether a second head says how phases change in time and frequency (`PhaseGradients`); nil is no.
    public var phaseGradients: Bool?

    public init() {}
}

/// Vocos (Siuzdak 2023, arXiv 2306.00814): a ConvNeXt backbone at frame rate and an inverse-STFT head, for the published
/// Mel front end (natural log, frames not centred, 384 samples of padding on both sides).
public struct Vocos: Sendable {
    public let configuration: VocosConfiguration
    let embedding: Convolution1d
    let norm: LayerNorm
    let blocks: [ConvNeXtBlock]
    let finalNorm: LayerNorm
    let head: Linear
    let gradientHead: Linear?
    let magnitudeHead: Linear?
    let window: Tensor  // (N)
    /// Of the Mels that it hears.
    let filterbank: MelFilterbank

    public init(_ scope: Scope, _ configuration: VocosConfiguration) {
        self.configuration = configuration
        let backbone = scope["backbone"]
        embedding = Convolution1d(backbone["embed"], configuration.bands, configuration.width, kernel: 7)
        norm = LayerNorm(backbone["norm"], configuration.width)
        blocks = (0..<configuration.blocks).map {
            ConvNeXtBlock(
                backbone["convnext"][$0], width: configuration.width, hidden: configuration.hidden,
                initialScale: 1 / Float(configuration.blocks))
        }
        finalNorm = LayerNorm(backbone["final_layer_norm"], configuration.width)
        head = Linear(scope["head"]["out"], configuration.width, configuration.fftLength + 2)
        let bins = configuration.fftLength / 2 + 1
        let integrates = configuration.phaseGradients == true
        gradientHead = integrates ? Linear(scope["head"]["gradients"], configuration.width, 4 * bins) : nil
        magnitudeHead = integrates ? Linear(scope["head"]["magnitudes"], configuration.width, bins) : nil
        let size = configuration.fftLength
        let hann = (0..<size).map { Float(0.5 - 0.5 * cos(2 * .pi * Double($0) / Double(size))) }
        window = Tensor(hann, device: scope.device)
        filterbank =
            MelFrontEnd(windowLength: size, hop: configuration.hop, bands: configuration.bands).filterbank
    }

    /// Natural-log Mel (B, T, bands) -> samples (B, T hop).
    public func callAsFunction(_ logMel: Tensor) -> Tensor { samples(features(logMel)) }

    /// What both heads read: natural-log Mel (B, T, bands) -> (B, T, C).
    package func features(_ logMel: Tensor) -> Tensor {
        // (B, T, bands) -> (B, bands, T) -> (B, T, C)
        var x = norm(embedding(logMel.transposed()).transposed())
        for block in blocks { x = block(x) }
        return finalNorm(x)
    }

    /// (B, T, C) -> (B, T hop)
    package func samples(_ features: Tensor) -> Tensor {
        let parts = head(features).split(2, dimension: -1)
        let magnitude = Self.bounded(parts[0]).exp()
        return inverse(Tensor.stacked([magnitude * parts[1].cos(), magnitude * parts[1].sin()], dimension: -1))
    }

    /// Logarithms that one wild frame can't make overflow.
    private static func bounded(_ logarithm: Tensor) -> Tensor { logarithm.clamped(max: 6) }

    /// (B, T, C) -> magnitudes and changes of phase; nil for a vocoder without those heads. Magnitudes of their own: those
    /// of the other head make up for what its phases cancel.
    package func phaseGradients(_ features: Tensor) -> PhaseGradients? {
        guard let gradientHead, let magnitudeHead else { return nil }
        let bins = configuration.fftLength / 2 + 1
        let parts = gradientHead(features).split(2, dimension: -1).map {
            $0.reshaped([features.size(0), features.size(1), bins, 2])
        }
        return PhaseGradients(
            logMagnitude: Self.bounded(magnitudeHead(features)), advance: parts[0], delay: parts[1])
    }

    /// (B, T, N / 2 + 1, 2) -> (B, T hop): windowed overlap-add, divided by the windows' sum of squares, padding cut off.
    package func inverse(_ spectrum: Tensor) -> Tensor {
        let frames = spectrum.size(1)
        let (size, hop) = (configuration.fftLength, configuration.hop)
        let pieces = spectrum.inverseRealFourier(length: size) * window
        let sum = pieces.transposed().overlapAdded(hop: hop)
        let envelope = (window.squared().reshaped([1, size, 1]).expanded([1, size, frames])).overlapAdded(hop: hop)
        let padding = (size - hop) / 2
        return (sum / envelope.clamped(min: 1e-6)).narrowed(-1, from: padding, length: frames * hop)
    }
}
