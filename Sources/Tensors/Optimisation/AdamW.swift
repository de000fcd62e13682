import CTorchLoader

/// Adam with decoupled weight decay (Loshchilov & Hutter 2019, algorithm 2), steps counted from 1.
public final class AdamW {
    public let parameters: [Tensor]
    public private(set) var first: [Tensor]
    public private(set) var second: [Tensor]
    public private(set) var step = 0
    public var beta1: Double
    public var beta2: Double
    public var epsilon: Double
    public var weightDecay: Double

    public init(
        _ parameters: [Tensor], beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
        weightDecay: Double = 0.01
    ) {
        self.parameters = parameters
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.weightDecay = weightDecay
        first = parameters.map { .zeros($0.shape, device: $0.device) }
        second = parameters.map { .zeros($0.shape, device: $0.device) }
    }

    public func clearGradients() throws {
        try Tensor.withHandles(parameters) { api, handles, count in
            try Tensor.check("clear gradients", api.clear_gradients(handles, count))
        }
    }

    /// Scales the gradients so that their joint L2 norm is at most `limit`.
    /// - Returns: the norm before that.
    /// - Throws: `TensorError.notFinite` when it is NaN or infinite; nothing should be stepped then.
    @discardableResult
    public func clipGradients(_ limit: Double) throws -> Double {
        try Tensor.withHandles(parameters) { api, handles, count in
            let norm = api.clip_gradients(handles, count, limit)
            if norm < 0 { try Tensor.check("clip gradients", -1) }
            guard norm.isFinite else { throw TensorError.notFinite("The gradient's norm") }
            return norm
        }
    }

    public func step(rate: Double) throws {
        try Tensor.withHandles(parameters) { api, parameters, count in
            try Tensor.withHandles(first) { _, first, _ in
                try Tensor.withHandles(second) { _, second, _ in
                    try Tensor.check(
                        "AdamW",
                        api.adamw_step(
                            parameters, first, second, count, rate, beta1, beta2, epsilon, weightDecay, Int64(step + 1))
                    )
                }
            }
        }
        step += 1
    }

    /// Goes on from saved moments.
    /// - Throws: `TensorError.shape` when they are not those of these parameters.
    public func restore(first: [Tensor], second: [Tensor], step: Int) throws {
        guard first.count == parameters.count, second.count == parameters.count else {
            throw TensorError.shape(
                operation: "AdamW",
                detail: "\(first.count) and \(second.count) saved moments for \(parameters.count) parameters")
        }
        for (mine, saved) in zip(self.first + self.second, first + second) { try mine.assign(saved) }
        self.step = step
    }
}
