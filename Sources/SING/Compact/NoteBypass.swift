import Tensors

/// A way past the recurrent network, which hears a step's note and time at once: what an instrument sounds like need not
/// pass through gates. Not in the paper; 0 before training.
struct NoteBypass: Sendable {
    private let input: Linear
    private let output: Linear

    init(_ scope: Scope, _ inputs: Int, hidden: Int, outputs: Int) {
        input = Linear(scope["hearing"], inputs, hidden)
        output = Linear(scope["saying"], hidden, outputs, zero: true)
    }

    /// (T, B, inputs) -> (T, B, outputs)
    func callAsFunction(_ x: Tensor) -> Tensor { output(input(x).relu()) }
}
