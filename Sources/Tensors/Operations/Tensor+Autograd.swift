import CTorchLoader

extension Tensor {
    /// Gradients of everything it was computed from.
    /// - Throws: the error that the tensor carries, or the engine's.
    public func backward() throws {
        try Tensor.withHandles([self]) { api, handles, _ in try Tensor.check("backward", api.backward(handles[0])) }
    }

    /// The gradient that `backward` left, nil when it left none.
    public func gradient() throws -> Tensor? {
        try Tensor.withHandles([self]) { api, handles, _ in
            var found: OpaquePointer?
            let tensor = Tensor.make("gradient") {
                found = $0.gradient(handles[0])
                return found
            }
            return found == nil ? nil : tensor
        }
    }

    /// Asks for gradients with respect to this tensor.
    @discardableResult
    public func requiringGradient(_ wanted: Bool = true) -> Tensor {
        if case .success(let storage) = state {
            let status = withExtendedLifetime(storage) {
                storage.api.pointee.requires_gradient(storage.handle, wanted ? 1 : 0)
            }
            if status != 0 {
                return Tensor(failure: .failed(operation: "requires gradient", reason: Tensor.lastError(storage.api)))
            }
        }
        return self
    }

    /// Writes another tensor's values into this one's memory: for parameters only.
    public func assign(_ other: Tensor) throws {
        try checked()
        try other.checked()
        guard shape == other.shape else {
            throw TensorError.shape(operation: "assign", detail: "\(other.shape) does not fit into \(shape)")
        }
        try Tensor.withHandles([self, other]) { api, handles, _ in
            try Tensor.check("assign", api.copy_into(handles[0], handles[1]))
        }
    }
}
