import Tensors

/// A way past the recurrent network, which hears a step's note and time at once: what an instrument sounds like need not
/// pass through gates. Not in the paper; 0 before training.
struct NoteBypass: Sendable {
    private let hearing: Linear
    private let saying: Linear

    init(_ scope: Scope, _ inputs: Int, hidden: Int, outputs: Int) {
        hearing = Linear(scope["hearing"], inputs, hidden)
        saying = Linear(scope["saying"], hidden, outputs, zero: true)
    }

    /// (T, B, inputs) -> (T, B, outputs)
    func callAsFunction(_ x: Tensor) -> Tensor { saying(hearing(x).relu()) }
}
