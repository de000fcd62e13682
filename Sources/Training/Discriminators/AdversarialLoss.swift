import Tensors

/// Hinge losses and feature matching, means over the discriminators (Siuzdak 2023, Vocos, section 3.3).
public enum AdversarialLoss {
    /// The discriminators': mean of max(0, 1 - score of real) + max(0, 1 + score of made).
    public static func discriminators(real: [Judgement], made: [Judgement]) -> Tensor {
        mean(zip(real, made).map { (1 - $0.score).relu().mean() + (1 + $1.score).relu().mean() })
    }

    /// The model's: mean of max(0, 1 - score of made).
    public static func model(made: [Judgement]) -> Tensor { mean(made.map { (1 - $0.score).relu().mean() }) }

    /// Mean distance of the layers' outputs.
    public static func features(real: [Judgement], made: [Judgement]) -> Tensor {
        mean(
            zip(real, made).flatMap { real, made in
                zip(real.features, made.features).map { ($1 - $0.detached()).abs().mean() }
            })
    }

    private static func mean(_ losses: [Tensor]) -> Tensor {
        guard let first = losses.first else { return .zeros([]) }
        return losses.dropFirst().reduce(first, +) / Double(losses.count)
    }
}
