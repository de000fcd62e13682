import CTorchLoader

extension Tensor {
    /// One length may be -1: what is left.
    public func reshaped(_ shape: [Int]) -> Tensor {
        if !state.isFailure {
            let left = shape.firstIndex(of: -1)
            var known = shape
            if let left { known[left] = 1 }
            guard let elements = known.elements, left == nil ? elements == count : elements > 0 && count % elements == 0
            else { return .mismatch("reshape", "\(self.shape) can't become \(shape)") }
        }
        return shape.withSizes { sizes, rank in apply("reshape") { $0.reshape($1, sizes, rank) } }
    }

    public func permuted(_ order: [Int]) -> Tensor {
        if !state.isFailure, order.sorted() != Array(0..<rank) {
            return .mismatch("permute", "\(order) is no order of \(shape)")
        }
        return order.withSizes { sizes, rank in apply("permute") { $0.permute($1, sizes, rank) } }
    }

    /// Swaps the last two dimensions.
    public func transposed() -> Tensor {
        guard rank >= 2 else { return state.isFailure ? self : .mismatch("transpose", "\(shape)") }
        var order = Array(0..<rank)
        order.swapAt(rank - 1, rank - 2)
        return permuted(order)
    }

    /// A dimension of length 1 at a place, counted from the end when negative.
    public func unsqueezed(_ dimension: Int) -> Tensor {
        guard !state.isFailure else { return self }
        var lengths = shape
        let place = dimension < 0 ? lengths.count + 1 + dimension : dimension
        guard (0...lengths.count).contains(place) else { return .mismatch("unsqueeze", "\(dimension) of \(shape)") }
        lengths.insert(1, at: place)
        return reshaped(lengths)
    }

    /// Removes a dimension of length 1.
    public func squeezed(_ dimension: Int) -> Tensor {
        guard !state.isFailure else { return self }
        var lengths = shape
        let place = dimension < 0 ? lengths.count + dimension : dimension
        guard lengths.indices.contains(place), lengths[place] == 1 else {
            return .mismatch("squeeze", "dimension \(dimension) of \(shape) is not 1")
        }
        lengths.remove(at: place)
        return reshaped(lengths)
    }

    public func expanded(_ shape: [Int]) -> Tensor {
        if !state.isFailure {
            // Lengths of 1 stretch; new dimensions go in front.
            let fits = zip(self.shape.reversed(), shape.reversed()).allSatisfy { $0 == $1 || $0 == 1 }
            guard shape.elements != nil, shape.count >= rank, fits else {
                return .mismatch("expand", "\(self.shape) can't become \(shape)")
            }
        }
        return shape.withSizes { sizes, rank in apply("expand") { $0.expand($1, sizes, rank) } }
    }

    /// `length` elements of a dimension (counted from the end when negative).
    public func narrowed(_ dimension: Int, from start: Int, length: Int) -> Tensor {
        if !state.isFailure, start < 0 || length < 0 || start > size(dimension) || length > size(dimension) - start {
            return .mismatch("narrow", "\(length) from \(start) lie outside dimension \(dimension) of \(shape)")
        }
        return apply("narrow") { $0.narrow($1, Int64(dimension), Int64(start), Int64(length)) }
    }

    /// Splits a dimension into equal parts; there must be at least one.
    public func split(_ parts: Int, dimension: Int) -> [Tensor] {
        precondition(parts > 0, "a tensor is split into at least one part")
        if state.isFailure { return Array(repeating: self, count: parts) }
        guard size(dimension) % parts == 0 else {
            let failed = Tensor.mismatch("split", "dimension \(dimension) of \(shape) has no \(parts) equal parts")
            return Array(repeating: failed, count: parts)
        }
        let length = size(dimension) / parts
        return (0..<parts).map { narrowed(dimension, from: $0 * length, length: length) }
    }

    public static func concatenated(_ tensors: [Tensor], dimension: Int) -> Tensor {
        if let failed = tensors.first(where: { $0.state.isFailure }) { return failed }
        guard let first = tensors.first else { return .mismatch("concatenate", "nothing to join") }
        let place = dimension < 0 ? first.rank + dimension : dimension
        let fits = tensors.allSatisfy { tensor in
            tensor.rank == first.rank
                && tensor.shape.indices.allSatisfy { $0 == place || tensor.shape[$0] == first.shape[$0] }
        }
        guard fits else { return .mismatch("concatenate", "\(tensors.map(\.shape)) do not fit along \(dimension)") }
        return withExtendedLifetime(tensors) {
            let handles = tensors.map(\.handle)
            return make("concatenate") { $0.concatenate(handles, Int32(handles.count), Int64(dimension)) }
        }
    }

    public static func stacked(_ tensors: [Tensor], dimension: Int = 0) -> Tensor {
        concatenated(tensors.map { $0.unsqueezed(dimension) }, dimension: dimension)
    }

    public func selecting(_ indices: Tensor, dimension: Int) -> Tensor {
        apply("index select", indices) { $0.index_select($1, Int64(dimension), $2) }
    }

    public func flipped(_ dimension: Int) -> Tensor { apply("flip") { $0.flip($1, Int64(dimension)) } }

    public enum Padding: Sendable { case zero, reflect, replicate }

    /// Pads the last dimension.
    public func padded(_ before: Int, _ after: Int, _ mode: Padding = .zero) -> Tensor {
        // the engine would cut off what is negative
        if !state.isFailure, before < 0 || after < 0 {
            return .mismatch("pad", "\(shape) can't be padded by \(before) and \(after)")
        }
        let code =
            switch mode {
            case .zero: CTORCH_PAD_ZERO
            case .reflect: CTORCH_PAD_REFLECT
            case .replicate: CTORCH_PAD_REPLICATE
            }
        return apply("pad") { $0.pad($1, Int64(before), Int64(after), code) }
    }

    /// Windows over a dimension, their elements in a new last dimension.
    public func unfolded(_ dimension: Int, size: Int, step: Int) -> Tensor {
        apply("unfold") { $0.unfold($1, Int64(dimension), Int64(size), Int64(step)) }
    }

    /// (B, C, T) -> (B, C, length), linear.
    public func resized(_ length: Int) -> Tensor { apply("interpolate") { $0.interpolate($1, Int64(length)) } }

    public func contiguous() -> Tensor { unary(CTORCH_CONTIGUOUS, "contiguous") }
    public func detached() -> Tensor { unary(CTORCH_DETACH, "detach") }
}
