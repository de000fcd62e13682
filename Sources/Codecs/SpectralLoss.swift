import Foundation
import Signal
import Tensors

/// Differences of spectra that a vocoder is trained by: log-Mel L1 of the front end, and at several resolutions spectral
/// convergence and L1 of log magnitudes (Yamamoto et al. 2020, Parallel WaveGAN, section 2.2).
public struct SpectralLoss {
    private let windows: [(window: Tensor, hop: Int)]
    private let filterbank: Tensor  // (bins, bands)
    private let melWindow: Tensor

    /// Windows whose losses teach attacks and timbre. Longer ones see the phases of a held tone drift from frame to frame.
    public static let defaultWindows = [256, 512, 1024, 2048]

    /// - Parameter windows: lengths in samples of the resolutions, each with a quarter as hop.
    public init(device: Device = .cpu, windows: [Int] = defaultWindows) {
        func hann(_ size: Int) -> Tensor {
            Tensor((0..<size).map { Float(0.5 - 0.5 * cos(2 * .pi * Double($0) / Double(size))) }, device: device)
        }
        self.windows = windows.map { (hann($0), $0 / 4) }
        let frontEnd = MelFrontEnd()
        let bins = frontEnd.transform.bins
        filterbank = Tensor(frontEnd.filterbank.matrix, shape: [frontEnd.bands, bins], device: device).transposed()
        melWindow = hann(1024)
    }

    /// Natural-log Mel of samples (B, N) without padding -> (B, frames, bands).
    public func logMel(_ samples: Tensor) -> Tensor {
        (samples.powerSpectrum(window: melWindow, hop: 256) + 1e-9).sqrt().matmul(filterbank).clamped(min: 1e-5).log()
    }

    /// Samples (B, N) each.
    public func callAsFunction(_ made: Tensor, _ wanted: Tensor) -> (
        mel: Tensor, convergence: Tensor, magnitude: Tensor
    ) {
        let mel = (logMel(made) - logMel(wanted)).abs().mean()
        var convergence = Tensor.zeros([], device: made.device)
        var magnitude = convergence
        for (window, hop) in windows {
            let a = (made.powerSpectrum(window: window, hop: hop) + 1e-7).sqrt()
            let b = (wanted.powerSpectrum(window: window, hop: hop) + 1e-7).sqrt()
            convergence = convergence + (a - b).squared().sum().sqrt() / b.squared().sum().sqrt().clamped(min: 1e-3)
            magnitude = magnitude + (a.log() - b.log()).abs().mean()
        }
        let count = Double(windows.count)
        return (mel, convergence / count, magnitude / count)
    }
}
