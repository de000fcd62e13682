import Foundation
import Tensors

/// How far two sounds are apart (section 3.3): ln(1 + |STFT|^2) of both, windows of 1024 samples 256 apart, neither padded
/// nor normalised; the mean of the absolute difference (the paper's), or of its square (the public code's default).
public struct SINGSpectralLoss: Sendable {
    private let window: Tensor
    private static let hop = 256

    public init(device: Device = .cpu) {
        let size = 1024
        window = Tensor(
            (0..<size).map { Float(0.5 - 0.5 * cos(2 * .pi * Double($0) / Double(size))) }, device: device)
    }

    /// (B, N) -> (B, frames, bins)
    public func logPower(_ samples: Tensor) -> Tensor {
        (samples.powerSpectrum(window: window, hop: Self.hop) + 1).log()
    }

    public func absolute(_ made: Tensor, _ wanted: Tensor) -> Tensor {
        (logPower(made) - logPower(wanted)).abs().mean()
    }

    public func squared(_ made: Tensor, _ wanted: Tensor) -> Tensor {
        logPower(made).meanSquaredError(logPower(wanted))
    }
}
