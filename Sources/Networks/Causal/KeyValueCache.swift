import Tensors

/// What one layer keeps of the tokens before: keys and values of every head, (B, H, N, D) for up to N tokens. The memory is
/// allocated once and written in place.
public final class KeyValueCache {
    private let keys: Tensor
    private let values: Tensor
    /// Tokens that are kept.
    public private(set) var count = 0

    public init(batch: Int = 1, heads: Int, length: Int, headSize: Int, device: Device = .cpu) {
        keys = .zeros([batch, heads, length, headSize], device: device)
        values = .zeros([batch, heads, length, headSize], device: device)
    }

    /// Forgets all.
    public func clear() { count = 0 }

    /// Keys and values of new tokens, (B, H, T, D) each.
    /// - Returns: all that are kept now.
    func append(_ newKeys: Tensor, _ newValues: Tensor) throws -> (keys: Tensor, values: Tensor) {
        let new = newKeys.size(2)
        precondition(count + new <= keys.size(2), "more tokens than the cache has room for")
        try keys.narrowed(2, from: count, length: new).assign(newKeys)
        try values.narrowed(2, from: count, length: new).assign(newValues)
        count += new
        return (keys.narrowed(2, from: 0, length: count), values.narrowed(2, from: 0, length: count))
    }
}
