import CTorchLoader

extension Tensor {
    /// What a recurrent network remembers: (layers, B, H) each.
    public struct RecurrentState: Sendable {
        public let hidden: Tensor
        public let cell: Tensor

        public init(hidden: Tensor, cell: Tensor) {
            self.hidden = hidden
            self.cell = cell
        }

        /// Nothing yet.
        public static func zero(layers: Int, batch: Int, size: Int, device: Device = .cpu) -> RecurrentState {
            let zeros = Tensor.zeros([layers, batch, size], device: device)
            return RecurrentState(hidden: zeros, cell: zeros)
        }

        /// The same numbers, through which no gradient flows.
        public func detached() -> RecurrentState {
            RecurrentState(hidden: hidden.detached(), cell: cell.detached())
        }
    }

    /// Long short-term memory over time: x (T, B, I) -> (T, B, H).
    /// - Parameters:
    ///   - weights: for each layer those of its input (4 H, I), of its state (4 H, H) and the biases (4 H) of both, gates
    ///     in the order input, forget, cell, output.
    ///   - state: before the first step.
    public func recurrence(weights: [Tensor], state: RecurrentState) -> (output: Tensor, state: RecurrentState) {
        do {
            let layers = weights.count / 4
            guard rank == 3, layers > 0, weights.count == 4 * layers, weights[0].size(1) == size(2),
                state.hidden.shape == [layers, size(1), weights[1].size(1)], state.cell.shape == state.hidden.shape
            else {
                throw error
                    ?? TensorError.shape(
                        operation: "recurrence",
                        detail: "input \(shape), \(weights.count) weights and state \(state.hidden.shape) do not fit")
            }
            var results = [Handle?](repeating: nil, count: 3)
            try Tensor.withHandles([self, state.hidden, state.cell] + weights) { api, handles, _ in
                guard let x = handles[0] else { return }
                try Tensor.check("recurrence", api.lstm(x, handles + 3, Int32(layers), handles + 1, &results))
            }
            let made = results.map { handle in Tensor.make("recurrence") { _ in handle } }
            return (made[0], RecurrentState(hidden: made[1], cell: made[2]))
        } catch {
            let failed = Tensor(
                failure: error as? TensorError ?? .failed(operation: "recurrence", reason: "\(error)"))
            return (failed, RecurrentState(hidden: failed, cell: failed))
        }
    }
}
