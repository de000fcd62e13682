import Foundation

/// The learning rate at a moment of training.
public enum LearningRateSchedule: Codable, Sendable, Equatable {
    case constant(rate: Double)
    /// Rises linearly over `warmup` steps, then falls as half a cosine to `floor` times the rate at the end.
    case cosine(rate: Double, warmup: Int, floor: Double)

    /// - Parameters:
    ///   - step: from 0.
    ///   - progress: how much of the training is done, 0...1.
    public func rate(step: Int, progress: Double) -> Double {
        switch self {
        case .constant(let rate): return rate
        case .cosine(let rate, let warmup, let floor):
            let rise = min(1, Double(step + 1) / Double(max(warmup, 1)))
            let fall = floor + (1 - floor) * (1 + cos(.pi * min(max(progress, 0), 1))) / 2
            return rate * rise * fall
        }
    }
}
