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
