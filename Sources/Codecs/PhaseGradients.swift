import Foundation
import Tensors

/// How the phases of a short-time spectrum change, each change as a vector (B, T, bins, 2) whose direction is the angle
/// and whose length says how sure that is (1 for a known one). A constant shift of a tone's phase, which no Mel can tell,
/// leaves them as they are; so they can be learnt, and phases follow from them by integration (Masuyama et al. 2020,
/// arXiv 2002.05832: phase reconstruction from instantaneous frequency and group delay).
package struct PhaseGradients {
    /// Natural logarithms, (B, T, bins).
    package let logMagnitude: Tensor
    /// From the frame before, against a tone in the middle of the bin: instantaneous frequency.
    package let advance: Tensor
    /// From the bin below, against an impulse in the middle of the frame: group delay.
    package let delay: Tensor

    package init(logMagnitude: Tensor, advance: Tensor, delay: Tensor) {
        self.logMagnitude = logMagnitude
        self.advance = advance
        self.delay = delay
    }
}

/// Teaches phase gradients by those of real sound.
public struct PhaseGradientLoss {
    private let window: Tensor
    private let hop: Int
    /// e^(-i 2 pi k hop / N), (bins, 2).
    private let demodulation: Tensor

    public init(_ configuration: VocosConfiguration, device: Device = .cpu) {
        let size = configuration.fftLength
        hop = configuration.hop
        window = Tensor(
            (0..<size).map { Float(0.5 - 0.5 * cos(2 * .pi * Double($0) / Double(size))) }, device: device)
        let bins = size / 2 + 1
        let angles = (0..<bins).map { -2 * .pi * Double($0 * configuration.hop % size) / Double(size) }
        demodulation = Tensor(
            angles.flatMap { [Float(cos($0)), Float(sin($0))] }, shape: [bins, 2], device: device)
    }

    /// The gradients of samples (B, T hop) with how much each counts (B, T, bins): the amplitude. The advance of the first
    /// frame and the delay of the lowest bin are unknown, counted 0.
    package func gradients(of samples: Tensor) -> (PhaseGradients, advanceWeight: Tensor, delayWeight: Tensor) {
        let padding = (window.count - hop) / 2
        let padded = samples.unsqueezed(1).padded(padding, padding, .reflect).squeezed(1)
        let spectrum = (padded.unfolded(-1, size: window.count, step: hop) * window).realFourier()
        let (frames, bins) = (spectrum.size(1), spectrum.size(2))
        let later = spectrum.narrowed(1, from: 1, length: frames - 1)
        let earlier = spectrum.narrowed(1, from: 0, length: frames - 1)
        let (advance, advanceWeight) = unit(Self.product(later, earlier, conjugated: true))
        let upper = spectrum.narrowed(2, from: 1, length: bins - 1)
        let lower = spectrum.narrowed(2, from: 0, length: bins - 1)
        // an impulse in the middle of the frame turns by pi from bin to bin
        let (delay, delayWeight) = unit(-Self.product(upper, lower, conjugated: true))
        func extended(_ x: Tensor, _ dimension: Int) -> Tensor {
            Tensor.concatenated([x.narrowed(dimension, from: 0, length: 1) * 0, x], dimension: dimension)
        }
        return (
            PhaseGradients(
                logMagnitude: (spectrum.squared().sum([-1]) + Self.powerFloor).log() / 2,
                advance: extended(Self.product(advance, demodulation, conjugated: false), 1), delay: extended(delay, 2)),
            extended(advanceWeight, 1), extended(delayWeight, 2)
        )
    }

    /// Added to powers before their logarithm: 70 dB under a magnitude of 1, which is quiet for this front end.
    private static let powerFloor = 1e-7

    /// Mean distance of log magnitudes; mean squared distances of the vectors, weighted by amplitude: 0 is known for
    /// certain, 1 not at all.
    package func callAsFunction(
        _ made: PhaseGradients, _ wanted: Tensor
    ) -> (magnitude: Tensor, advance: Tensor, delay: Tensor) {
        let (real, advanceWeight, delayWeight) = gradients(of: wanted)
        func distance(_ a: Tensor, _ b: Tensor, _ weight: Tensor) -> Tensor {
            ((a - b).squared().sum([-1]) * weight).sum() / weight.sum().clamped(min: 1e-6)
        }
        return (
            (made.logMagnitude - real.logMagnitude).abs().mean(),
            distance(made.advance, real.advance, advanceWeight),
            distance(made.delay, real.delay, delayWeight)
        )
    }

    /// Complex products of (..., 2).
    static func product(_ a: Tensor, _ b: Tensor, conjugated: Bool) -> Tensor {
        let (x, y) = (a.split(2, dimension: -1), b.split(2, dimension: -1))
        let imaginary = conjugated ? -y[1] : y[1]
        return Tensor.concatenated(
            [x[0] * y[0] - x[1] * imaginary, x[0] * imaginary + x[1] * y[0]], dimension: -1)
    }

    /// Directions, and the square roots of the lengths.
    private func unit(_ x: Tensor) -> (Tensor, Tensor) {
        let length = (x.squared().sum([-1], keep: true) + 1e-16).sqrt()
        return (x / length, length.sqrt().squeezed(-1))
    }
}
