import Codecs
import FastSAG
import Recipes

extension FastSAGGenerator {
    /// What the denoiser does for a take from noise.
    public struct DenoiserCost: Sendable, Equatable {
        /// Through the network, all sections together.
        public var passes = 0
        /// As `CompactSizes.denoiserMultiplyAccumulates(frames:)` counts them.
        public var multiplyAccumulates = 0
    }

    /// - Parameter seconds: of the vocal.
    public func denoiserCost(seconds: Double, recipe: Recipe) -> DenoiserCost {
        let passes = FastSAGSampler(recipe).passes
        return plan(seconds: seconds).sections.reduce(into: DenoiserCost()) { cost, section in
            cost.passes += passes.count
            cost.multiplyAccumulates +=
                passes.mels * model.configuration.denoiserMultiplyAccumulates(frames: section.count)
        }
    }

    /// Sizes of the denoiser that plays.
    public var sizes: CompactSizes { model.configuration }

    public var vocoderConfiguration: VocosConfiguration { vocoder.configuration }
}
