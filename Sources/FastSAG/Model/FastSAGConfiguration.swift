import Conditions
import Networks

/// Sizes of a FastSAG's networks.
public protocol FastSAGSizes: Sendable, Equatable {
    /// Mel bands.
    var bands: Int { get }
    /// Standard deviation of the Mels that the denoiser works on.
    var sigmaData: Double { get }
}

/// A FastSAG as one value: its networks' sizes, how noise is put on in training and how it is taken off again.
/// `.paper` is the published system and `.compact` ours; sampler, guidance and preconditioning are the same code.
public struct FastSAGConfiguration<Sizes: FastSAGSizes>: Sendable, Equatable {
    public var sizes: Sizes
    /// Noise levels of training.
    public var trainingNoise: NoiseDistribution
    public var sampler: FastSAGSampler

    public init(sizes: Sizes, trainingNoise: NoiseDistribution, sampler: FastSAGSampler) {
        self.sizes = sizes
        self.trainingNoise = trainingNoise
        self.sampler = sampler
    }

    public var preconditioning: Preconditioning { Preconditioning(sigmaData: sizes.sigmaData) }
}

extension FastSAGConfiguration where Sizes == PublishedSizes {
    /// The published system (Chen et al. 2024, arXiv 2405.07682) as its public code runs it
    /// (chenjianyi/fastsag at b98b83b).
    public static var paper: FastSAGConfiguration {
        FastSAGConfiguration(
            sizes: PublishedSizes(
                bands: 100, frames: 1024, melGrid: .bilinear,
                semanticProjection: WaveNet.Sizes(width: 768, layers: 8, stacks: 8),
                perceiver: PerceiverIO.Sizes(
                    width: 768, queries: 937, queryWidth: 256, outputWidth: 100, latents: 32, latentWidth: 256,
                    heads: 8, headSize: 128, depth: 6),
                priorProjection: WaveNet.Sizes(width: 100, layers: 8, stacks: 4),
                denoiser: UNet2d.Sizes(width: 64, multipliers: [1, 2, 4], timeScale: 1000), sigmaData: 0.5),
            trainingNoise: NoiseDistribution(mean: -1.2, deviation: 1.2),
            sampler: FastSAGSampler(
                // asked for 50 steps, the public code takes 51
                steps: 51, solver: .euler,
                schedule: NoiseSchedule(sigmaMin: 0.002, sigmaMax: 80, rho: 7, isSinglePrecision: true),
                // off; where it is used the scale is 3, though the condition was never dropped in training
                guidance: Guidance(scale: 1), churn: nil))
    }
}

extension FastSAGConfiguration where Sizes == CompactSizes {
    /// Ours, made for two CPU cores.
    public static var compact: FastSAGConfiguration {
        FastSAGConfiguration(
            sizes: CompactSizes(
                bands: 100, semanticWidth: ConditionLayout.semanticWidth, patch: 4, conditionWidth: 192,
                conditionBlocks: 2, trunkWidth: 256, trunkBlocks: 4,
                headSize: 64, kernel: 9, refinerChannels: 32, sigmaData: 1),
            trainingNoise: NoiseDistribution(mean: -0.4, deviation: 1.2),
            sampler: FastSAGSampler(
                steps: 8, solver: .dpm,
                schedule: NoiseSchedule(sigmaMin: 0.03, sigmaMax: 20),
                // Guidance acts between these noise levels only (Kynkaanniemi et al. 2024): at the loudest it drives
                // samples apart from the data, at the quietest it changes nothing that is heard.
                guidance: Guidance(scale: 6, interval: 0.1...12), churn: nil))
    }
}
