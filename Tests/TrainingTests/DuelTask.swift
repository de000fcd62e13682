import Signal
import Tensors
import Training

/// A model of one number that is to seem as large as the opponent, a line, has learnt that real numbers are.
final class DuelTask: TrainingTask {
    let parameters: ParameterStore
    let opponent: ParameterStore?
    let metadata = ["configuration": "{\"duel\":true}"]
    let number: Tensor
    let line: Linear
    /// Steps whose opponent's loss is no number.
    var badSteps: Set<Int> = []
    /// The opponent's weight as its answers saw it, and before its steps.
    private(set) var seen: [(before: Float, after: Float)] = []

    init() throws {
        parameters = try ParameterStore(seed: 1)
        number = parameters.root.parameter("number", [1, 1], .zeros)
        let store = try ParameterStore(seed: 2)
        opponent = store
        line = Linear(store.root["line"], 1, 1)
    }

    func loss(step: Int) throws -> BatchLoss {
        var generator = SeededGenerator(seed: 5, stream: UInt64(step))
        let made = number * 1
        let real = Tensor([3 + 0.1 * Float(generator.normal())], shape: [1, 1])
        func judged(_ x: Tensor) -> [Judgement] { [Judgement(score: line(x), features: [])] }
        var total = AdversarialLoss.discriminators(real: judged(real), made: judged(made.detached()))
        if badSteps.contains(step) { total = total * .nan }
        let before = try line.weight.item()
        return BatchLoss(
            total: number.squared().sum() * 0.01, parts: [("square", number.squared().sum())], seconds: 0.1,
            opponent: OpponentLoss(total: total) { [self] in
                seen.append((before, (try? line.weight.item()) ?? .nan))  // a failed read fails the test's comparison
                let answer = AdversarialLoss.model(made: judged(made))
                return (answer, [("answer", answer)])
            })
    }

    func validate() throws -> [(name: String, value: Double)] { [("number", Double(try number.item()))] }
}
