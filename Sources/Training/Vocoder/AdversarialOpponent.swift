import Tensors

/// The second player of adversarial training: its parameters and their optimizer.
final class AdversarialOpponent {
    private let parameters: ParameterStore
    private let optimizer: AdamW
    private let gradientLimit: Double

    init(_ parameters: ParameterStore, _ configuration: TrainingConfiguration) throws {
        try parameters.verify()
        parameters.train()
        self.parameters = parameters
        optimizer = AdamW(
            parameters.trained, beta2: configuration.beta2, weightDecay: configuration.weightDecay)
        gradientLimit = configuration.gradientLimit
    }

    /// Steps taken; batches that were left out don't count.
    var updates: Int { optimizer.step }

    /// - Throws: `TensorError.notFinite` with nothing changed.
    func step(_ loss: Tensor, rate: Double) throws {
        try loss.backward()
        let outcome = Result {
            try optimizer.clipGradients(gradientLimit)
            try optimizer.step(rate: rate)
        }
        try optimizer.clearGradients()
        try outcome.get()
    }

    /// Runs the body with parameters that ask for no gradient: what is made then teaches the model alone.
    func judging<Value>(_ body: () -> Value) -> Value {
        for tensor in parameters.trained { tensor.requiringGradient(false) }
        defer { parameters.train() }
        return body()
    }

    // MARK: checkpoints

    /// Everything that resumption needs, by name.
    var entries: [(String, Tensor)] {
        var entries = parameters.entries.map { ("opponent." + $0.0, $0.1) }
        for (name, list) in [("opponentFirst", optimizer.first), ("opponentSecond", optimizer.second)] {
            entries += list.enumerated().map { ("\(name).\($0.offset)", $0.element) }
        }
        return entries
    }

    /// - Throws: `TensorError` when the checkpoint holds another opponent, or none.
    func restore(_ checkpoint: Checkpoint, updates: Int) throws {
        for (name, tensor) in parameters.entries { try tensor.assign(checkpoint.tensor("opponent." + name)) }
        func list(_ name: String) -> [Tensor] {
            optimizer.parameters.indices.map { checkpoint.tensor("\(name).\($0)") }
        }
        try optimizer.restore(first: list("opponentFirst"), second: list("opponentSecond"), step: updates)
    }
}
