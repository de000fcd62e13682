import Foundation
import Recipes
import Tensors

/// EDM preconditioning (Karras et al. 2022, table 1) as FastSAG's code has it: with sigma - sigma_min in c_skip, c_out.
public struct Preconditioning: Sendable {
    public let sigmaData: Double
    public let sigmaMin: Double

    public init(sigmaData: Double, sigmaMin: Double = 0.002) {
        self.sigmaData = sigmaData
        self.sigmaMin = sigmaMin
    }

    public func skip(_ sigma: Double) -> Double {
        let shifted = sigma - sigmaMin
        return sigmaData * sigmaData / (shifted * shifted + sigmaData * sigmaData)
    }

    public func out(_ sigma: Double) -> Double {
        (sigma - sigmaMin) * sigmaData / (sigma * sigma + sigmaData * sigmaData).squareRoot()
    }

    public func input(_ sigma: Double) -> Double { 1 / (sigma * sigma + sigmaData * sigmaData).squareRoot() }
    public func noise(_ sigma: Double) -> Double { log(sigma) / 4 }

    /// Weight of (D - y)^2 in the loss.
    public func weight(_ sigma: Double) -> Double {
        (sigma * sigma + sigmaData * sigmaData) / (sigma * sigmaData * sigma * sigmaData)
    }

    /// D(x; sigma) = c_skip x + c_out F(c_in x, c_noise)
    /// - Parameters:
    ///   - x: a batch of noisy Mels, (B, ..., ...).
    ///   - sigmas: a noise level for each of the batch.
    ///   - network: F of the scaled x and the levels as it is told them, (B).
    public func callAsFunction(_ x: Tensor, sigmas: [Double], _ network: (Tensor, Tensor) -> Tensor) -> Tensor {
        func column(_ value: (Double) -> Double) -> Tensor {
            Tensor(sigmas.map { Float(value($0)) }, shape: [sigmas.count, 1, 1], device: x.device)
        }
        let f = network(x * column(input), column(noise).reshaped([sigmas.count]))
        return x * column(skip) + f * column(out)
    }
}

/// Noise levels from loud to quiet (Karras et al. 2022, equation 5).
public struct NoiseSchedule: Sendable, Equatable {
    public var sigmaMin: Double
    public var sigmaMax: Double
    public var rho: Double
    /// Whether the levels are computed in single precision, as the published code does: the first is then 79.99998.
    public var isSinglePrecision: Bool

    public init(sigmaMin: Double = 0.002, sigmaMax: Double = 80, rho: Double = 7, isSinglePrecision: Bool = false) {
        self.sigmaMin = sigmaMin
        self.sigmaMax = sigmaMax
        self.rho = rho
        self.isSinglePrecision = isSinglePrecision
    }

    /// `count` levels, sigmaMax first and sigmaMin last; a single level is sigmaMax.
    public func levels(_ count: Int) -> [Double] {
        let (low, high) = (pow(sigmaMin, 1 / rho), pow(sigmaMax, 1 / rho))
        let last = max(count - 1, 1)
        if isSinglePrecision {
            return (0..<count).map {
                Double(powf(Float(high) + Float($0) / Float(last) * Float(low - high), Float(rho)))
            }
        }
        return (0..<count).map { pow(high + Double($0) / Double(last) * (low - high), rho) }
    }

    /// How much of the way from sigmaMax to sigmaMin is left at a level, 0...1.
    public func share(from sigma: Double) -> Double {
        let (low, high) = (pow(sigmaMin, 1 / rho), pow(sigmaMax, 1 / rho))
        return min(max((pow(sigma, 1 / rho) - low) / (high - low), 0), 1)
    }
}

/// Noise levels of training: ln sigma ~ N(mean, deviation^2) (Karras et al. 2022, table 1).
public struct NoiseDistribution: Sendable, Equatable {
    public var mean: Double
    public var deviation: Double

    public init(mean: Double, deviation: Double) {
        self.mean = mean
        self.deviation = deviation
    }

    /// The level that belongs to a standard normal number.
    public func sigma(_ normal: Double) -> Double { exp(mean + deviation * normal) }
}

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

extension Solver {
    /// Goes through the noise levels.
    /// - Parameters:
    ///   - noisy: x at the first level.
    ///   - levels: falling; the last may be 0.
    ///   - denoise: D(x; sigma).
    ///   - raise: called before each step with its number from 0, x and its level; gives a noisier x and its level to
    ///     step from, or nil.
    ///   - step: called after each step with its number from 1; throws to cancel.
    /// - Returns: x at the last level.
    public func solve(
        _ noisy: Tensor, levels: [Double], denoise: (Tensor, Double) throws -> Tensor,
        raise: (Int, Tensor, Double) throws -> (Tensor, Double)? = { _, _, _ in nil },
        step: (Int, Tensor) throws -> Void = { _, _ in }
    ) throws -> Tensor {
        var x = noisy
        var previous: (estimate: Tensor, h: Double)?
        for index in 0..<max(levels.count - 1, 0) {
            let next = levels[index + 1]
            var sigma = levels[index]
            if let raised = try raise(index, x, sigma) {
                (x, sigma) = raised
                // the estimate before belongs to another way
                previous = nil
            }
            let estimate = try denoise(x, sigma)
            switch self {
            case .euler:
                x = x + (x - estimate) * ((next - sigma) / sigma)
            case .heun:
                let slope = (x - estimate) * (1 / sigma)
                let euler = x + slope * (next - sigma)
                if next > 0 {
                    let second = (euler - (try denoise(euler, next))) * (1 / next)
                    x = x + (slope + second) * ((next - sigma) / 2)
                } else {
                    x = euler
                }
            case .dpm:
                // lambda = -ln sigma; the step to sigma 0 is infinitely long and ends at the estimate
                guard next > 0 else {
                    x = estimate
                    break
                }
                let h = log(sigma / next)
                var direction = estimate
                if let previous {
                    let ratio = previous.h / h
                    direction = estimate * (1 + 1 / (2 * ratio)) - previous.estimate * (1 / (2 * ratio))
                }
                x = x * (next / sigma) - direction * (exp(-h) - 1)
                previous = (estimate, h)
            }
            try step(index + 1, x)
        }
        return x
    }
}
