import CTorchLoader

public enum Device: String, Codable, Sendable, CaseIterable {
    case cpu, cuda

    var code: CTorchDevice { self == .cpu ? CTORCH_CPU : CTORCH_CUDA }
}

public enum ElementType: String, Codable, Sendable {
    case float32, float16, bfloat16, int64, bool

    var code: CTorchType {
        switch self {
        case .float32: CTORCH_FLOAT32
        case .float16: CTORCH_FLOAT16
        case .bfloat16: CTORCH_BFLOAT16
        case .int64: CTORCH_INT64
        case .bool: CTORCH_BOOL
        }
    }

    /// Bytes an element.
    var width: Int {
        switch self {
        case .float32: 4
        case .float16, .bfloat16: 2
        case .int64: 8
        case .bool: 1
        }
    }

    init(code: CTorchType) {
        switch code {
        case CTORCH_FLOAT16: self = .float16
        case CTORCH_BFLOAT16: self = .bfloat16
        case CTORCH_INT64: self = .int64
        case CTORCH_BOOL: self = .bool
        default: self = .float32
        }
    }
}

/// An n-dimensional array of numbers on a device.
///
/// A value: copying it shares memory that no operation changes (only optimizers write into parameters). Operations do
/// not throw; one that can't be done gives a tensor that carries the error through everything computed from it, and
/// reading it (`floats()`, `item()`, `backward()`) throws that error. So model code reads like the paper's equations.
public struct Tensor: @unchecked Sendable {
    /// Owns one handle. Held by every closure that uses the handle, so the handle can't dangle.
    final class Storage {
        let handle: OpaquePointer
        let api: UnsafePointer<CTorchAPI>
        let shape: [Int]

        init(handle: OpaquePointer, api: UnsafePointer<CTorchAPI>) {
            self.handle = handle
            self.api = api
            let rank = Int(api.pointee.rank(handle))
            shape = withUnsafeTemporaryAllocation(of: Int64.self, capacity: max(rank, 1)) { sizes in
                guard let base = sizes.baseAddress else { return [] }
                api.pointee.shape(handle, base)
                return (0..<rank).map { Int(base[$0]) }
            }
        }

        deinit { api.pointee.release(handle) }
    }

    let state: Result<Storage, TensorError>

    init(failure: TensorError) { state = .failure(failure) }

    /// The lengths of the dimensions, outermost first; empty for a scalar and for a failed tensor.
    public var shape: [Int] { (try? state.get())?.shape ?? [] }
    public var rank: Int { shape.count }
    public var count: Int { shape.reduce(1, *) }

    /// The length of a dimension, counted from the end when negative; 0 when there is no such dimension.
    public func size(_ dimension: Int) -> Int {
        let shape = shape
        let index = dimension < 0 ? shape.count + dimension : dimension
        return shape.indices.contains(index) ? shape[index] : 0
    }

    public var device: Device {
        guard case .success(let storage) = state else { return .cpu }
        return withExtendedLifetime(storage) {
            storage.api.pointee.device(storage.handle) == CTORCH_CUDA ? .cuda : .cpu
        }
    }

    public var type: ElementType {
        guard case .success(let storage) = state else { return .float32 }
        return withExtendedLifetime(storage) { ElementType(code: storage.api.pointee.type(storage.handle)) }
    }

    /// The error it carries, if any.
    public var error: TensorError? {
        guard case .failure(let error) = state else { return nil }
        return error
    }

    // MARK: calling the engine

    typealias API = CTorchAPI
    typealias Handle = OpaquePointer

    /// Calls the engine for a new tensor.
    static func make(_ operation: String, _ body: (API) -> Handle?) -> Tensor {
        switch Engine.loaded {
        case .failure(let error): return Tensor(failure: error)
        case .success(let api):
            guard let handle = body(api.table.pointee) else {
                return Tensor(failure: .failed(operation: operation, reason: lastError(api.table)))
            }
            return Tensor(state: .success(Storage(handle: handle, api: api.table)))
        }
    }

    private init(state: Result<Storage, TensorError>) { self.state = state }

    static func lastError(_ api: UnsafePointer<CTorchAPI>) -> String {
        api.pointee.last_error().map { String(cString: $0) } ?? ""
    }

    /// An operation on one tensor.
    func apply(_ operation: String, _ body: (API, Handle) -> Handle?) -> Tensor {
        switch state {
        case .failure: return self
        case .success(let storage):
            return withExtendedLifetime(storage) { Tensor.make(operation) { body($0, storage.handle) } }
        }
    }

    /// An operation on two tensors.
    func apply(_ operation: String, _ other: Tensor, _ body: (API, Handle, Handle) -> Handle?) -> Tensor {
        guard case .success(let storage) = other.state else { return state.isFailure ? self : other }
        return withExtendedLifetime(storage) { apply(operation) { body($0, $1, storage.handle) } }
    }

    /// An operation on a tensor and up to two more that may be absent.
    func apply(
        _ operation: String, _ second: Tensor?, _ third: Tensor?, _ body: (API, Handle, Handle?, Handle?) -> Handle?
    ) -> Tensor {
        if let second, case .failure = second.state { return state.isFailure ? self : second }
        if let third, case .failure = third.state { return state.isFailure ? self : third }
        return withExtendedLifetime((second, third)) {
            apply(operation) { body($0, $1, second?.handle, third?.handle) }
        }
    }

    /// Only valid while `self` is kept alive by the caller.
    var handle: Handle? { (try? state.get())?.handle }

    /// Calls the engine with the handles of many tensors.
    /// - Throws: the first error that a tensor carries, or the engine's.
    static func withHandles<Value>(
        _ tensors: [Tensor], _ body: (API, UnsafePointer<Handle?>, Int32) throws -> Value
    ) throws -> Value {
        let storages = try tensors.map { try $0.state.get() }
        let api = try Engine.loaded.get()
        return try withExtendedLifetime(storages) {
            try storages.map { Optional($0.handle) }.withUnsafeBufferPointer { handles in
                guard let base = handles.baseAddress, !handles.isEmpty else {
                    throw TensorError.failed(operation: "list of tensors", reason: "it is empty")
                }
                return try body(api.table.pointee, base, Int32(storages.count))
            }
        }
    }

    /// Checks a status of the engine.
    static func check(_ operation: String, _ status: Int32) throws {
        guard status != 0 else { return }
        throw TensorError.failed(operation: operation, reason: lastError(try Engine.loaded.get().table))
    }

    /// A tensor that carries a shape error.
    static func mismatch(_ operation: String, _ detail: String) -> Tensor {
        Tensor(failure: .shape(operation: operation, detail: detail))
    }
}

extension Result {
    var isFailure: Bool {
        if case .failure = self { return true }
        return false
    }
}

extension [Int] {
    /// How many elements an array of these lengths has; nil when a length is negative or the product overflows.
    var elements: Int? {
        var product = 1
        for length in self {
            let (next, overflow) = product.multipliedReportingOverflow(by: length)
            guard length >= 0, !overflow else { return nil }
            product = next
        }
        return product
    }

    /// The lengths as the engine wants them.
    func withSizes<Value>(_ body: (UnsafePointer<Int64>, Int32) -> Value) -> Value {
        let sizes = map(Int64.init) + [0]  // never empty, so that there is always an address
        return sizes.withUnsafeBufferPointer { buffer in
            body(buffer.baseAddress.unsafelyUnwrapped, Int32(count))
        }
    }
}
