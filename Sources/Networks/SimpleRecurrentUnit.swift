import Tensors

/// A layer of simple recurrent units (Lei et al. 2018, arXiv 1709.02755, section 2), both ways through time: (B, T, C) -> (B, T, C).
/// f_t = sigmoid(W_f x_t + v_f c_(t-1) + b_f), c_t = f_t c_(t-1) + (1 - f_t) W x_t, r_t likewise, h_t = r_t c_t + (1 - r_t) x_t.
/// Each way has half of the width.
public struct SimpleRecurrentUnit: Sendable {
    private struct Way: Sendable {
        /// W, W_f, W_r and the highway's projection at once.
        let projection: Linear
        let forget: Tensor
        let reset: Tensor
        let size: Int

        init(_ scope: Scope, _ width: Int, _ size: Int) {
            projection = Linear(scope["projection"], width, 4 * size)
            forget = scope.parameter("forget", [size], .fanIn(size))
            reset = scope.parameter("reset", [size], .fanIn(size))
            self.size = size
        }

        /// - Parameter order: the places in the order in which they are heard.
        func callAsFunction(_ x: Tensor, order: [Int]) -> [Tensor] {
            // (B, T, 4 C) -> four of (B, T, C)
            let parts = projection(x).split(4, dimension: -1)
            func place(_ part: Int, _ index: Int) -> Tensor {
                parts[part].narrowed(1, from: index, length: 1).squeezed(1)
            }
            var cell = Tensor.zeros([x.size(0), size], device: x.device)
            var hidden = [Tensor?](repeating: nil, count: order.count)
            for index in order {
                let forgets = (place(1, index) + forget * cell).sigmoid()
                let resets = (place(2, index) + reset * cell).sigmoid()
                cell = forgets * cell + (1 - forgets) * place(0, index)
                hidden[index] = resets * cell + (1 - resets) * place(3, index)
            }
            return hidden.compactMap { $0 }
        }
    }

    private let ways: [Way]

    /// - Parameter width: even.
    public init(_ scope: Scope, width: Int) {
        ways = (0..<2).map { Way(scope[$0], width, width / 2) }
    }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        let places = Array(0..<x.size(1))
        let both = zip(ways, [places, places.reversed()]).map { way, order in
            Tensor.stacked(way(x, order: order), dimension: 1)
        }
        return .concatenated(both, dimension: -1)
    }
}
