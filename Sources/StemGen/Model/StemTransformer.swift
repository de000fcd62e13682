import Tensors

/// A StemGen: logits of masked tokens from visible ones and from what is heard. `.paper` (`PublishedStemGen`) and `.compact`
/// (`CompactStemGen`) are two types. B batch, T tokens, K codes a level.
public protocol StemTransformer: Sendable {
    /// What is computed once for all steps of decoding.
    associatedtype Context: Sendable

    /// Levels of the codec.
    var levels: Int { get }
    /// Codes of a level.
    var codes: Int { get }

    func context(_ input: StemInput) -> Context

    /// Logits of one level, (B, T, K).
    /// - Parameters:
    ///   - target: codes of every level, (B, T) each; what is masked may be any code.
    ///   - visible: a level each, (B, T, 1): 1 where the code is known, 0 where it is masked.
    func logits(level: Int, target: [Tensor], visible: [Tensor], context: Context) -> Tensor
}
