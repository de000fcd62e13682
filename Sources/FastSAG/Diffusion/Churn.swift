import Tensors

/// Noise that is put on again before a step (Karras et al. 2022, algorithm 2); the published system has it and leaves it
/// off.
public struct Churn: Sendable, Equatable {
    /// S_churn, shared by all steps.
    public var amount: Double
    /// S_min...S_max: the noise levels at which it acts.
    public var interval: ClosedRange<Double>
    /// S_noise: the deviation of the new noise.
    public var deviation: Double

    public init(amount: Double, interval: ClosedRange<Double>, deviation: Double = 1) {
        self.amount = amount
        self.interval = interval
        self.deviation = deviation
    }

    /// The noise level that a step begins from.
    /// - Parameter steps: of the whole way.
    public func raised(_ sigma: Double, steps: Int) -> Double {
        guard interval.contains(sigma) else { return sigma }
        return sigma * (1 + min(amount / Double(steps), 2.0.squareRoot() - 1))
    }

    /// x with the noise that lifts it from one level to another.
    func raised(_ x: Tensor, from sigma: Double, to raised: Double, noise: Tensor) -> Tensor {
        x + noise * ((raised * raised - sigma * sigma).squareRoot() * deviation)
    }
}
