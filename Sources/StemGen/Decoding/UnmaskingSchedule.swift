import Foundation

/// How many tokens are still masked after each step of a level: the cosine schedule of MaskGIT (Chang et al. 2022, arXiv
/// 2202.04200, section 3.3) as StemGen has it.
public enum UnmaskingSchedule {
    /// floor(cos(pi k / 2K) T)
    /// - Parameters:
    ///   - step: k, 0...steps: none is unmasked after 0, all are after the last.
    ///   - tokens: T, those that were masked at first.
    public static func masked(after step: Int, of steps: Int, tokens: Int) -> Int {
        precondition(steps > 0 && (0...steps).contains(step))
        return Int((cos(.pi * Double(step) / Double(2 * steps)) * Double(tokens)).rounded(.down))
    }

    /// Which places stay masked after a step: those of the lowest ranks among the masked ones, early places first where
    /// ranks are equal.
    /// - Parameter count: how many.
    public static func stillMasked(_ masked: [Bool], ranks: [Float], keeping count: Int) -> [Bool] {
        let lowest = masked.indices.filter { masked[$0] }.sorted { (ranks[$0], $0) < (ranks[$1], $1) }.prefix(count)
        var left = [Bool](repeating: false, count: masked.count)
        for index in lowest { left[index] = true }
        return left
    }
}
