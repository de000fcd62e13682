import Conditions
import Foundation
import Networks
import Signal
import Tensors

/// FastSAG (Chen et al. 2024, arXiv 2405.07682) in the compact form that we train: conditions -> semantic projection ->
/// prior projection mu -> EDM denoiser on the Mel. B batch, T Mel frames (a multiple of `patch`), all Mels (B, T, bands)
/// standardised by band.
public struct FastSAGModel: Denoiser {
    /// The conditions, encoded once for all steps of the sampler.
    public struct Context: Sendable {
        public let hidden: Tensor  // (B, T / patch, C)
        public let semantic: Tensor  // (B, T / patch, semanticWidth)
        public let mu: Tensor  // (B, T, bands)
    }

    public let configuration: CompactSizes
    public let preconditioning: Preconditioning
    /// Mean and deviation of each band of the natural-log Mel over the training songs, (bands).
    public let melMean: Tensor
    public let melDeviation: Tensor
    /// The same of the listener's features of the training songs' accompaniments, (semanticWidth).
    public let semanticMean: Tensor
    public let semanticDeviation: Tensor
    /// Mean and deviation of density, brightness and level over the training songs, (3).
    public let curveMean: Tensor
    public let curveDeviation: Tensor
    let encoder: ConditionEncoder
    let semanticProjection: SemanticProjection
    let priorProjection: PriorProjection
    let noiseEmbedding: FourierEmbedding
    let trunk: Trunk
    let refiner: Refiner

    public init(
        _ scope: Scope, _ configuration: CompactSizes, statistics: TrainingStatistics? = nil
    ) {
        self.configuration = configuration
        preconditioning = Preconditioning(sigmaData: configuration.sigmaData)
        let bands = configuration.bands
        func constants(_ name: String, _ count: Int, _ moments: FeatureMoments?) -> (Tensor, Tensor) {
            (
                scope.constant("\(name).mean", [count], moments.map { .values($0.mean) } ?? .zeros),
                scope.constant("\(name).deviation", [count], moments.map { .values($0.deviation) } ?? .ones)
            )
        }
        (melMean, melDeviation) = constants("mel", bands, statistics?.mel)
        (semanticMean, semanticDeviation) = constants("heard", configuration.semanticWidth, statistics?.semantics)
        (curveMean, curveDeviation) = constants("curves", 3, statistics?.curves)
        encoder = ConditionEncoder(scope["encoder"], configuration)
        semanticProjection = SemanticProjection(scope["semantic"], configuration)
        priorProjection = PriorProjection(scope["prior"], configuration)
        noiseEmbedding = FourierEmbedding(scope["noise"], width: configuration.trunkWidth)
        trunk = Trunk(scope["trunk"], configuration)
        refiner = Refiner(scope["refiner"], configuration)
    }

    /// features (B, T, ConditionLayout.count)
    public func context(_ features: Tensor) -> Context {
        let hidden = encoder(features)
        let semantic = semanticProjection(hidden)
        return Context(hidden: hidden, semantic: semantic, mu: priorProjection(hidden, semantic))
    }

    /// D(x; sigma) = c_skip x + c_out F(c_in x, mu, c_noise)
    /// - Parameters:
    ///   - x: noisy Mel, (B, T, bands).
    ///   - sigmas: a noise level for each of the batch.
    public func denoise(_ x: Tensor, sigmas: [Double], context: Context) -> Tensor {
        let mu = context.mu.detached()
        return preconditioning(x, sigmas: sigmas) { scaled, noise in
            let level = noiseEmbedding(noise)
            let planes = trunk(scaled, mu: mu, hidden: context.hidden, level: level)
            let coarse = planes.narrowed(1, from: 0, length: 1).squeezed(1)
            return coarse + refiner(scaled, planes: planes, mu: mu, level: level)
        }
    }

    /// One of the batch a thread: the operators of one are too small to be shared by threads.
    public func denoise(branches x: Tensor, sigmas: [Double], context: Context) -> Tensor {
        .concatenated(
            Engine.concurrently(x.size(0)) { index in
                denoise(
                    x.narrowed(0, from: index, length: 1), sigmas: [sigmas[index]], context: context.narrowed(to: index)
                )
            }, dimension: 0)
    }

    /// Natural-log Mel -> what the model works on.
    public func standardised(_ logMel: Tensor) -> Tensor {
        (logMel.clamped(min: Double(MelFrontEnd.logFloor)) - melMean) / melDeviation
    }

    /// A standardised Mel without values that no training song has: strong guidance in few steps drives estimates out
    /// there, and the next steps further (Saharia et al. 2022, arXiv 2205.11487, section 2.3, with a fixed threshold).
    public func bounded(_ standardised: Tensor) -> Tensor {
        standardised.maximum(-(melMean - Double(MelFrontEnd.logFloor)) / melDeviation).clamped(max: Self.loudest)
    }

    /// Deviations over the mean that a training song's Mel stays under but for rare frames.
    private static let loudest = 4.0

    /// The listener's features of an accompaniment -> what the semantic projection aims at.
    public func standardised(semantics: Tensor) -> Tensor { (semantics - semanticMean) / semanticDeviation }

    /// Back to a natural-log Mel.
    public func logMel(_ standardised: Tensor) -> Tensor { standardised * melDeviation + melMean }
}

extension FastSAGModel {
    /// A trained model.
    public init(_ checkpoint: Checkpoint, device: Device = .cpu) throws {
        let store = try ParameterStore(checkpoint, device: device)
        self.init(store.root, try checkpoint.configuration(CompactSizes.self))
        try store.verify()
    }

    /// Where the weights that come with the program are.
    public static var bundledWeights: URL { Bundle.module.weights("fastsag") }
}
