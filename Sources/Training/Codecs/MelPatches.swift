import Tensors

/// Adversarial training of a codec on patches of its Mel.
struct MelPatches {
    struct Recipe: Codable, Sendable {
        var channels: [Int]
        /// Of the codec's hinge loss.
        var weight: Double
        /// Of feature matching.
        var featureWeight: Double

        /// What is wrong with the numbers; nil when nothing is.
        var problem: String? {
            channels.isEmpty || channels.contains { $0 < 1 }
                ? "patches.channels is \(channels), not 1 or more each" : nil
        }
    }

    let parameters: ParameterStore
    private let discriminator: PatchDiscriminator
    private let recipe: Recipe

    /// - Parameter seed: of the run; the discriminator has another, so that it doesn't begin with the model's numbers.
    init(_ recipe: Recipe, seed: UInt64, device: Device) throws {
        parameters = try ParameterStore(seed: seed &+ 1, device: device)
        discriminator = PatchDiscriminator(parameters.root, channels: recipe.channels)
        self.recipe = recipe
    }

    /// Standardised Mels (B, T, bands).
    func loss(made: Tensor, wanted: Tensor) -> OpponentLoss {
        let total = AdversarialLoss.discriminators(
            real: [discriminator(wanted)], made: [discriminator(made.detached())])
        return OpponentLoss(total: total) {
            let judged = [discriminator(made)]
            let adversarial = AdversarialLoss.model(made: judged)
            let features = AdversarialLoss.features(real: [discriminator(wanted)], made: judged)
            return (
                adversarial * recipe.weight + features * recipe.featureWeight,
                [("adversarial", adversarial), ("features", features)]
            )
        }
    }
}
