import Foundation
import Tensors

/// One batch's loss.
public struct BatchLoss {
    public let total: Tensor
    /// For the progress line.
    public let parts: [(name: String, value: Tensor)]
    /// Seconds of audio in the batch (of music, where there is only its score).
    public let seconds: Double
    /// What the task's opponent learns from the batch; nil without one.
    public let opponent: OpponentLoss?

    public init(
        total: Tensor, parts: [(name: String, value: Tensor)], seconds: Double, opponent: OpponentLoss? = nil
    ) {
        self.total = total
        self.parts = parts
        self.seconds = seconds
        self.opponent = opponent
    }
}

/// A batch for the second player of adversarial training. The opponent's step comes first, then the model's.
public struct OpponentLoss {
    /// The opponent's own loss; does not reach the model's parameters.
    public let total: Tensor
    /// What is added to the model's loss, as the opponent judges after its step. Its parameters ask for no gradient then.
    public let answer: () -> (total: Tensor, parts: [(name: String, value: Tensor)])

    public init(total: Tensor, answer: @escaping () -> (total: Tensor, parts: [(name: String, value: Tensor)])) {
        self.total = total
        self.answer = answer
    }
}

/// What the trainer trains: a model and its data.
public protocol TrainingTask {
    var parameters: ParameterStore { get }
    /// Parameters with an optimizer of their own, trained against the model and saved with it to resume; nil without.
    var opponent: ParameterStore? { get }
    /// Stored in the weights file: what is needed to build the model again.
    var metadata: [String: String] { get }
    /// The loss of the batch of a step. Everything random in it is drawn from (seed, step) alone, so that a resumed run
    /// goes on bit by bit.
    func loss(step: Int) throws -> BatchLoss
    /// Figures on songs that are never trained on; the first one judges (less is better).
    func validate() throws -> [(name: String, value: Double)]
    /// Writes what the program reads instead of the weights file, once all steps are done.
    func deliver(to folder: URL) throws
}

extension TrainingTask {
    public var opponent: ParameterStore? { nil }
    public func deliver(to folder: URL) throws {}
}
