/// How a parameter starts when it is not loaded.
public enum Initializer: Sendable {
    case zeros, ones
    /// Uniform in +-1 / sqrt(fan in): PyTorch's default for linear and convolution layers.
    case fanIn(Int)
    case normal(Double)
    case values([Float])
}

/// The parameters of a model by their published keys, in order of declaration: made from a seed or read from a checkpoint.
public final class ParameterStore {
    public private(set) var names: [String] = []
    public private(set) var tensors: [Tensor] = []
    private var isTrained: [Bool] = []
    public let device: Device
    private let source: Source
    private var declared: Set<String> = []
    private var duplicate: String?
    /// What is missing or has another shape, in order of declaration.
    private var mismatches: [ParameterMismatch] = []

    /// Where values come from.
    private enum Source {
        case random(RandomGenerator)
        case checkpoint(Checkpoint)
        case nowhere
    }

    private init(_ source: Source, device: Device) {
        self.source = source
        self.device = device
    }

    /// Fresh parameters.
    public convenience init(seed: UInt64, device: Device = .cpu) throws {
        self.init(.random(try RandomGenerator(seed: seed)), device: device)
    }

    /// Parameters of a checkpoint, as single precision.
    public convenience init(_ checkpoint: Checkpoint, device: Device = .cpu) throws {
        // what is declared fails without an engine; say so at once
        try Engine.start()
        self.init(.checkpoint(checkpoint), device: device)
    }

    /// Keys and shapes of a model without memory for its values, which all read as 0: to count the parameters of a model
    /// of any size.
    public static func outline() throws -> ParameterStore {
        try Engine.start()
        return ParameterStore(.nowhere, device: .cpu)
    }

    public var root: Scope { Scope(store: self, path: "") }

    /// How many numbers all parameters hold.
    public var parameterCount: Int { tensors.reduce(0) { $0 + $1.count } }

    func parameter(_ key: String, _ shape: [Int], _ initializer: Initializer, trained: Bool) -> Tensor {
        let tensor: Tensor
        switch source {
        case .random(let generator): tensor = initial(shape, initializer, generator).to(device)
        case .nowhere: tensor = Tensor.zeros([]).expanded(shape)
        case .checkpoint(let checkpoint):
            let found = checkpoint.shape(of: key)
            if found == shape {
                tensor = checkpoint.tensor(key).to(.float32).to(device)
            } else {
                mismatches.append(ParameterMismatch(key: key, expected: shape, found: found))
                let failure = found.map { TensorError.misshapedParameter(key, expected: shape, found: $0) }
                tensor = Tensor(failure: failure ?? .missingParameter(key))
            }
        }
        if !declared.insert(key).inserted { duplicate = duplicate ?? key }
        names.append(key)
        tensors.append(tensor)
        isTrained.append(trained)
        return tensor
    }

    private func initial(_ shape: [Int], _ initializer: Initializer, _ generator: RandomGenerator) -> Tensor {
        switch initializer {
        case .zeros: .zeros(shape)
        case .ones: .ones(shape)
        case .fanIn(let inputs):
            (Tensor.uniform(shape, generator: generator) * 2 - 1) / Double(inputs).squareRoot()
        case .normal(let deviation): Tensor.normal(shape, generator: generator) * deviation
        case .values(let values): Tensor(values, shape: shape)
        }
    }

    /// - Parameter ignored: what keys of parts begin with that may stand in the checkpoint and are not of this model.
    /// - Throws: `CheckpointError.misfit` with everything in which model and checkpoint differ,
    ///   `TensorError.duplicateParameter` when two parts of the model ask for one key.
    public func verify(ignoring ignored: [String] = []) throws {
        if let duplicate { throw TensorError.duplicateParameter(duplicate) }
        guard case .checkpoint(let checkpoint) = source else {
            for tensor in tensors { try tensor.checked() }
            return
        }
        let extra = strangers(in: checkpoint).filter { extra in !ignored.contains { extra.key.hasPrefix($0) } }
        let all = mismatches + extra
        if !all.isEmpty { throw CheckpointError.misfit(path: checkpoint.path, all) }
        for tensor in tensors { try tensor.checked() }
    }

    /// Parameters of a checkpoint that nobody declared, by name.
    private func strangers(in checkpoint: Checkpoint) -> [ParameterMismatch] {
        Set(checkpoint.keys).subtracting(declared).sorted().map {
            ParameterMismatch(key: $0, expected: nil, found: checkpoint.shape(of: $0))
        }
    }

    /// Takes over the values of a checkpoint, as single precision; what it lacks keeps its value.
    /// - Returns: the keys that it lacks.
    /// - Throws: `CheckpointError.misfit` when it belongs to another model, with nothing changed.
    public func start(from checkpoint: Checkpoint) throws -> [String] {
        let misshaped = entries.compactMap { name, tensor -> ParameterMismatch? in
            guard let found = checkpoint.shape(of: name), found != tensor.shape else { return nil }
            return ParameterMismatch(key: name, expected: tensor.shape, found: found)
        }
        let all = misshaped + strangers(in: checkpoint)
        if !all.isEmpty { throw CheckpointError.misfit(path: checkpoint.path, all) }
        for (name, tensor) in entries where checkpoint.shape(of: name) != nil {
            try tensor.assign(checkpoint.tensor(name).to(.float32))
        }
        return names.filter { checkpoint.shape(of: $0) == nil }
    }

    /// What an optimizer changes: every parameter but the constants.
    public var trained: [Tensor] { zip(tensors, isTrained).filter(\.1).map(\.0) }

    /// Asks for gradients of every trained parameter.
    public func train() {
        for tensor in trained { tensor.requiringGradient() }
    }

    /// Name and tensor of every parameter.
    public var entries: [(String, Tensor)] { Array(zip(names, tensors)) }
}

/// A place in the tree of published keys; declares parameters and parts below it.
public struct Scope {
    let store: ParameterStore
    let path: String

    /// A part of the model, "encoder" or "blocks.3".
    public subscript(key: String) -> Scope {
        Scope(store: store, path: path.isEmpty ? key : path + "." + key)
    }

    public subscript(index: Int) -> Scope { self["\(index)"] }

    public func parameter(_ key: String, _ shape: [Int], _ initializer: Initializer) -> Tensor {
        store.parameter(self[key].path, shape, initializer, trained: true)
    }

    /// A number array that is stored with the model but never trained.
    public func constant(_ key: String, _ shape: [Int], _ initializer: Initializer) -> Tensor {
        store.parameter(self[key].path, shape, initializer, trained: false)
    }

    public var device: Device { store.device }
}

/// A part of a model. Its parameters are declared in `init` with the key under which a checkpoint holds them.
public protocol Module: Sendable {
    func callAsFunction(_ x: Tensor) -> Tensor
}
