import Tensors

/// What a discriminator says of a batch of samples.
public struct Judgement {
    /// One value for each place it looked at: high where the sound seems real.
    public let score: Tensor
    /// The outputs of its layers, for feature matching.
    public let features: [Tensor]

    public init(score: Tensor, features: [Tensor]) {
        self.score = score
        self.features = features
    }
}
