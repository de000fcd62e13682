import Signal
import Tensors
import Training

/// Learns the line y = 2 x - 1 from noisy points.
final class LineTask: TrainingTask {
    struct OutOfSteps: Error {}

    let parameters: ParameterStore
    let metadata = ["configuration": "{\"line\":true}"]
    let layer: Linear
    /// Steps whose loss is no number.
    var badSteps: Set<Int> = []
    /// A step that is never reached in a run that can be stopped.
    var lastStep = Int.max
    /// Figures of the validations, in order; the weight's value where there are none.
    var figures: [Double] = []
    private(set) var validated: [Float] = []

    init(inputs: Int = 1) throws {
        parameters = try ParameterStore(seed: 1)
        layer = Linear(parameters.root["line"], inputs, 1)
        _ = parameters.root.constant("mean", [2], .values([3, 4]))
    }

    func loss(step: Int) throws -> BatchLoss {
        guard step < lastStep else { throw OutOfSteps() }
        var generator = SeededGenerator(seed: 5, stream: UInt64(step))
        let inputs = layer.weight.size(1)
        let x = generator.normals(8 * inputs)
        let y = (0..<8).map { 2 * x[$0 * inputs] - 1 + 0.01 * Float(generator.normal()) }
        var total = layer(Tensor(x, shape: [8, inputs])).meanSquaredError(Tensor(y, shape: [8, 1]))
        if badSteps.contains(step) { total = total * .nan }
        return BatchLoss(total: total, parts: [("square", total)], seconds: 0.1)
    }

    func validate() throws -> [(name: String, value: Double)] {
        let weight = try layer.weight.floats()[0]
        validated.append(weight)
        return [("figure", figures.isEmpty ? Double(abs(weight - 2)) : figures.removeFirst())]
    }
}
