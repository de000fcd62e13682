import CTorchLoader

/// Averages of parameters over training: average += (1 - decay) (parameter - average).
///
/// Early on the decay is min(decay, (1 + n) / (10 + n)) at update n, so that the start is forgotten (as in TensorFlow's
/// ExponentialMovingAverage).
public final class ExponentialMovingAverage {
    public let decay: Double
    public private(set) var averages: [Tensor]
    public private(set) var updates = 0
    private let parameters: [Tensor]

    public init(_ parameters: [Tensor], decay: Double) {
        self.parameters = parameters
        self.decay = decay
        averages = parameters.map { ($0.detached() + 0) }
    }

    public func update() throws {
        let decay = min(decay, Double(1 + updates) / Double(10 + updates))
        updates += 1
        try Tensor.withHandles(averages) { api, targets, count in
            try Tensor.withHandles(parameters) { _, sources, _ in
                try Tensor.check("moving average", api.interpolate_into(targets, sources, count, 1 - decay))
            }
        }
    }

    /// - Throws: `TensorError.shape` when the saved averages are not those of these parameters.
    public func restore(_ saved: [Tensor], updates: Int) throws {
        guard saved.count == averages.count else {
            throw TensorError.shape(
                operation: "moving average", detail: "\(saved.count) saved for \(averages.count) parameters")
        }
        for (mine, saved) in zip(averages, saved) { try mine.assign(saved) }
        self.updates = updates
    }

    /// Runs the body with the averages in the parameters' place.
    public func withAverages<Value>(_ body: () throws -> Value) throws -> Value {
        let kept = parameters.map { $0.detached() + 0 }
        let outcome = Result {
            for (parameter, average) in zip(parameters, averages) { try parameter.assign(average) }
            return try body()
        }
        for (parameter, value) in zip(parameters, kept) { try parameter.assign(value) }
        return try outcome.get()
    }
}
