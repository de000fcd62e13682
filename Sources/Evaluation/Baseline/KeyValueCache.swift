import Tensors

/// What one layer keeps of the tokens before: keys and values of every head. The memory is allocated once and written in
/// place. H heads, N tokens of the longest sequence, D the size of a head.
struct KeyValueCache {
    private let memory: Tensor  // (2H, N, D): keys, then values
    /// Views of single heads, (N, D).
    let keys: [Tensor]
    let values: [Tensor]

    init(heads: Int, length: Int, headSize: Int) {
        let memory = Tensor.zeros([2 * heads, length, headSize])
        let views = (0..<2 * heads).map { memory.narrowed(0, from: $0, length: 1).reshaped([length, headSize]) }
        keys = Array(views[..<heads])
        values = Array(views[heads...])
        self.memory = memory
    }

    /// Keys and values of new tokens, (2H, T, D), from a place on.
    func write(_ new: Tensor, at start: Int) throws {
        try memory.narrowed(1, from: start, length: new.size(1)).assign(new)
    }
}
