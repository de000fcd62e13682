import Tensors

/// One batch's loss.
public struct BatchLoss {
    public let total: Tensor
    /// For the progress line.
    public let parts: [(name: String, value: Tensor)]
    /// Seconds of audio in the batch (of music, where there is only its score).
    public let seconds: Double

    public init(total: Tensor, parts: [(name: String, value: Tensor)], seconds: Double) {
        self.total = total
        self.parts = parts
        self.seconds = seconds
    }
}

/// What the trainer trains: a model and its data.
public protocol TrainingTask {
    var parameters: ParameterStore { get }
    /// Stored in the weights file: what is needed to build the model again.
    var metadata: [String: String] { get }
    /// The loss of the batch of a step. Everything random in it is drawn from (seed, step) alone, so that a resumed run
    /// goes on bit by bit.
    func loss(step: Int) throws -> BatchLoss
    /// Figures on songs that are never trained on; the first one judges (less is better).
    func validate() throws -> [(name: String, value: Double)]
}
