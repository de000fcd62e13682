import Foundation

/// The angles that sampling goes through (Lam et al. 2023, section 4.3 and appendix A): from pi / 2, noise alone, to 0.
public enum AngleSchedule: String, Codable, Sendable, CaseIterable {
    case linear, uniform

    /// omega_t for t = 1...T: by how much the angle falls in a step; their sum is pi / 2. Sampling takes the last one first.
    public func steps(_ count: Int) -> [Double] {
        (1...count).map { step in
            switch self {
            case .linear:
                .pi / (6 * Double(count)) + 2 * .pi * Double(step) / (3 * Double(count) * Double(count + 1))
            case .uniform: .pi / (2 * Double(count))
            }
        }
    }

    /// delta_t for t = 1...T: the angle before step t.
    public func angles(_ count: Int) -> [Double] {
        var sum = 0.0
        return steps(count).map { step in
            sum += step
            return sum
        }
    }
}
