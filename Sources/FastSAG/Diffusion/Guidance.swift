import Conditions
import Tensors

/// Classifier-free guidance (Ho & Salimans 2022), on the estimates of a denoiser.
public struct Guidance: Sendable, Equatable {
    /// 1 follows the conditions as they are.
    public var scale: Double
    /// Scales of single sources where they differ; see `branches`.
    public var sources: [GuidedSource: Double] = [:]
    /// The noise levels between which it acts; nil acts everywhere.
    public var interval: ClosedRange<Double>?
    /// Share of the result that is brought back to the spread of the estimate with conditions, 0...1
    /// (Lin et al. 2024, section 3.4).
    public var rescale: Double

    public init(scale: Double, interval: ClosedRange<Double>? = nil, rescale: Double = 0) {
        self.scale = scale
        self.interval = interval
        self.rescale = rescale
    }

    public func acts(at sigma: Double) -> Bool {
        (scale != 1 || sources.values.contains { $0 != 1 }) && interval?.contains(sigma) != false
    }

    /// The conditions under which a guided estimate is made, and the weight of each estimate; the first one is given
    /// everything, the last one nothing.
    ///
    /// Sources come one after another, each with a scale of its own (Brooks et al. 2023, section 3.2.1):
    /// D = D() + s_1 [D(c_1) - D()] + s_2 [D(c_1, c_2) - D(c_1)] + ..., so that with one scale for all it is
    /// D() + s [D(c_1, c_2, ...) - D()]. Neighbours of the same scale share a link.
    public var branches: [(withheld: Set<GuidedSource>, weight: Double)] {
        let scales = GuidedSource.allCases.map { sources[$0] ?? scale }
        var branches: [(withheld: Set<GuidedSource>, weight: Double)] = [(Set(GuidedSource.allCases), 1 - scales[0])]
        for (index, own) in scales.enumerated() {
            let isLast = index + 1 == scales.count
            let next = isLast ? 0 : scales[index + 1]
            if isLast || own != next { branches.append((Set(GuidedSource.allCases[(index + 1)...]), own - next)) }
        }
        return branches.reversed()
    }

    /// D = D_nothing + scale (D_given - D_nothing), each (B, ..., ...).
    public func callAsFunction(given: Tensor, nothing: Tensor) -> Tensor {
        self([given, nothing], weights: [scale, 1 - scale])
    }

    /// The sum of estimates by their weights; the first one is that with all conditions.
    public func callAsFunction(_ estimates: [Tensor], weights: [Double]) -> Tensor {
        let given = estimates[0]
        let guided = zip(estimates, weights).dropFirst().reduce(given * weights[0]) { $0 + $1.0 * $1.1 }
        guard rescale > 0 else { return guided }
        // the number of values is the same above and below, so no matter whether the deviation is corrected for it
        func deviation(_ x: Tensor) -> Tensor {
            (x - x.mean([1, 2], keep: true)).squared().mean([1, 2], keep: true).sqrt()
        }
        return guided * (deviation(given) / deviation(guided)) * rescale + guided * (1 - rescale)
    }
}

/// What has a guidance scale of its own, in the order in which guidance adds it.
public enum GuidedSource: CaseIterable, Sendable {
    /// Beats and chords.
    case leadSheet
    case vocal
    /// Style, families, density, brightness, level.
    case arrangement

    var sources: [ConditionLayout.Source] {
        switch self {
        case .leadSheet: [.beats, .chords]
        case .vocal: [.vocal, .semantics]
        case .arrangement: [.style, .families, .density, .brightness, .level]
        }
    }
}
