import Foundation
import Recipes
import Tensors

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
