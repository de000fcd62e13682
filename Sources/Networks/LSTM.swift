import Tensors

/// Long short-term memory (Hochreiter & Schmidhuber 1997) in layers, with PyTorch's keys: (T, B, I) -> (T, B, H).
public struct LSTM: Sendable {
    let weights: [Tensor]
    let layers: Int
    let size: Int

    public init(_ scope: Scope, _ inputs: Int, _ size: Int, layers: Int) {
        self.layers = layers
        self.size = size
        weights = (0..<layers).flatMap { layer in
            [
                scope.parameter("weight_ih_l\(layer)", [4 * size, layer == 0 ? inputs : size], .fanIn(size)),
                scope.parameter("weight_hh_l\(layer)", [4 * size, size], .fanIn(size)),
                scope.parameter("bias_ih_l\(layer)", [4 * size], .fanIn(size)),
                scope.parameter("bias_hh_l\(layer)", [4 * size], .fanIn(size)),
            ]
        }
    }

    /// - Parameter state: nil is the beginning.
    public func callAsFunction(
        _ x: Tensor, state: Tensor.RecurrentState? = nil
    ) -> (output: Tensor, state: Tensor.RecurrentState) {
        x.recurrence(
            weights: weights,
            state: state ?? .zero(layers: layers, batch: x.size(1), size: size, device: x.device))
    }
}
