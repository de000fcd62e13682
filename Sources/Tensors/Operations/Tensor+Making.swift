import CTorchLoader

extension Tensor {
    /// Row-major values of a shape.
    public init(_ values: [Float], shape: [Int], device: Device = .cpu) {
        guard values.count == shape.elements else {
            self.init(failure: .shape(operation: "tensor", detail: "\(values.count) values do not fill \(shape)"))
            return
        }
        self = values.withUnsafeBytes { Tensor.copying($0, .float32, shape, device) }
    }

    public init(_ values: [Float], device: Device = .cpu) {
        self.init(values, shape: [values.count], device: device)
    }

    /// Row-major integers of a shape, for indices.
    public init(_ values: [Int], shape: [Int], device: Device = .cpu) {
        guard values.count == shape.elements else {
            self.init(failure: .shape(operation: "tensor", detail: "\(values.count) values do not fill \(shape)"))
            return
        }
        self = values.map(Int64.init).withUnsafeBytes { Tensor.copying($0, .int64, shape, device) }
    }

    public init(_ value: Float, device: Device = .cpu) {
        self.init([value], shape: [], device: device)
    }

    /// Copies raw memory.
    static func copying(_ bytes: UnsafeRawBufferPointer, _ type: ElementType, _ shape: [Int], _ device: Device)
        -> Tensor
    {
        shape.withSizes { sizes, rank in
            make("tensor") { $0.from_data(bytes.baseAddress, type.code, sizes, rank, device.code) }
        }
    }

    public static func full(_ shape: [Int], _ value: Double, type: ElementType = .float32, device: Device = .cpu)
        -> Tensor
    {
        shape.withSizes { sizes, rank in make("full") { $0.full(value, type.code, sizes, rank, device.code) } }
    }

    public static func zeros(_ shape: [Int], device: Device = .cpu) -> Tensor { full(shape, 0, device: device) }
    public static func ones(_ shape: [Int], device: Device = .cpu) -> Tensor { full(shape, 1, device: device) }

    /// 0, 1, ... count - 1.
    public static func range(_ count: Int, device: Device = .cpu) -> Tensor {
        make("range") { $0.arange(Int64(count), device.code) }
    }

    /// Standard normal values from an explicit generator; the same on every device.
    public static func normal(_ shape: [Int], generator: RandomGenerator, device: Device = .cpu) -> Tensor {
        withExtendedLifetime(generator) {
            shape.withSizes { sizes, rank in make("normal") { $0.normal(sizes, rank, generator.handle, device.code) } }
        }
    }

    /// Values in [0, 1) from an explicit generator; the same on every device.
    public static func uniform(_ shape: [Int], generator: RandomGenerator, device: Device = .cpu) -> Tensor {
        withExtendedLifetime(generator) {
            shape.withSizes { sizes, rank in make("uniform") { $0.uniform(sizes, rank, generator.handle, device.code) }
            }
        }
    }

    public func to(_ device: Device) -> Tensor { converted(to: type, device) }
    public func to(_ type: ElementType) -> Tensor { converted(to: type, device) }

    private func converted(to type: ElementType, _ device: Device) -> Tensor {
        apply("convert") { $0.convert($1, type.code, device.code) }
    }
}

/// A source of random numbers with a state of its own.
public final class RandomGenerator: @unchecked Sendable {
    let handle: OpaquePointer
    private let api: UnsafePointer<CTorchAPI>

    public init(seed: UInt64) throws {
        api = try Engine.loaded.get().table
        guard let handle = api.pointee.generator(seed) else {
            throw TensorError.failed(operation: "random generator", reason: Tensor.lastError(api))
        }
        self.handle = handle
    }

    deinit { api.pointee.release_generator(handle) }

    /// Its whole state, to go on from later.
    public func state() throws -> [Int] {
        try Tensor.make("generator state") { $0.generator_state(handle) }.integers()
    }

    public func restore(_ state: [Int]) throws {
        let values = Tensor(state, shape: [state.count])
        try Tensor.withHandles([values]) { api, handles, _ in
            try Tensor.check("generator state", api.set_generator_state(handle, handles[0]))
        }
    }
}
