import CTorchLoader

extension Tensor {
    /// All values, row-major, as single precision.
    /// - Throws: the error that the tensor carries.
    public func floats() throws -> [Float] {
        let storage = try state.get()
        var status: Int32 = 0
        let values = [Float](unsafeUninitializedCapacity: count) { buffer, used in
            status = withExtendedLifetime(storage) {
                storage.api.pointee.read_floats(storage.handle, buffer.baseAddress)
            }
            used = count
        }
        try Tensor.check("reading", status)
        return values
    }

    /// All values, row-major, as integers.
    /// - Throws: the error that the tensor carries.
    public func integers() throws -> [Int] {
        let storage = try state.get()
        var status: Int32 = 0
        let values = [Int64](unsafeUninitializedCapacity: count) { buffer, used in
            status = withExtendedLifetime(storage) {
                storage.api.pointee.read_integers(storage.handle, buffer.baseAddress)
            }
            used = count
        }
        try Tensor.check("reading", status)
        return values.map(Int.init)
    }

    /// The value of a tensor with one element.
    public func item() throws -> Float {
        let values = try floats()
        guard values.count == 1 else {
            throw TensorError.shape(operation: "item", detail: "\(shape) has more than one element")
        }
        return values[0]
    }

    /// The tensor itself, or the error that it carries.
    @discardableResult
    public func checked() throws -> Tensor {
        _ = try state.get()
        return self
    }
}
