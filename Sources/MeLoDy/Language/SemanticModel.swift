import Networks
import Tensors

/// The language model over semantic tokens (Lam et al. 2023, section 4.1): LLaMA's layers after a prefix of the prompt's
/// tokens. B batch, P prefix, T tokens, V codes, C width.
///
/// Against the paper: every token is told the beats, chords, style, players and key of the place that comes next.
public struct SemanticModel: Sendable {
    public let sizes: SemanticModelSizes
    let tokens: Embedding
    /// Of the place before the first token.
    let start: Tensor
    let prompt: [Embedding]
    /// Where no prompt is given, (levels, C).
    let silentPrompt: Tensor
    let conditions: Linear
    let blocks: [LlamaBlock]
    let norm: RMSNorm
    let output: Linear

    public init(_ scope: Scope, _ sizes: SemanticModelSizes) {
        self.sizes = sizes
        let deviation = 0.02
        tokens = Embedding(scope["tokens"], sizes.codes, sizes.width, deviation: deviation)
        start = scope.parameter("start", [1, 1, sizes.width], .normal(deviation))
        prompt = (0..<sizes.promptLevels).map {
            Embedding(scope["prompt"][$0], sizes.promptCodes, sizes.width, deviation: deviation)
        }
        silentPrompt = scope.parameter("prompt.none", [sizes.promptLevels, sizes.width], .normal(deviation))
        conditions = Linear(scope["conditions"], MelodyConditions.count, sizes.width)
        blocks = (0..<sizes.layers).map {
            LlamaBlock(scope["layers"][$0], width: sizes.width, heads: sizes.heads)
        }
        norm = RMSNorm(scope["norm"], sizes.width)
        output = Linear(scope["output"], sizes.width, sizes.codes, bias: false)
    }

    /// Tokens of prompts, (B, P) int64, and whether each is given, (B, 1) -> what begins the sequence, (B, P, C).
    func prefix(_ codes: Tensor, isGiven: Tensor) -> Tensor {
        let embedded = prompt.enumerated().map { level, table in
            table(codes.narrowed(1, from: level, length: 1).squeezed(1))
        }
        let flag = isGiven.unsqueezed(2)
        return Tensor.stacked(embedded, dimension: 1) * flag + silentPrompt * (1 - flag)
    }

    /// What the model hears before it says a token: the one before it and the conditions of its own place. (B, T, C).
    /// - Parameters:
    ///   - previous: embedded tokens before each place, (B, T, C).
    ///   - conditions: of the places, T of them.
    func heard(_ previous: Tensor, _ given: MelodyConditions) -> Tensor { previous + told(given) }

    /// The conditions of places, (B, T, C).
    package func told(_ given: MelodyConditions) -> Tensor { conditions(given.features) }

    /// Logits of every token of a sequence from those before it, (B, T, V).
    /// - Parameters:
    ///   - codes: (B, T) int64.
    ///   - prompt: (B, P) int64.
    ///   - hasPrompt: (B, 1).
    public func logits(
        _ codes: Tensor, prompt: Tensor, hasPrompt: Tensor, _ conditions: MelodyConditions
    ) throws -> Tensor {
        let (batch, length) = (codes.size(0), codes.size(1))
        let embedded = tokens(codes).narrowed(1, from: 0, length: length - 1)
        let previous = Tensor.concatenated([start.expanded([batch, 1, sizes.width]), embedded], dimension: 1)
        let all = sizes.promptLevels + length
        var x = Tensor.concatenated(
            [prefix(prompt, isGiven: hasPrompt), heard(previous, conditions)], dimension: 1)
        let positions = RotaryEmbedding(length: all, size: sizes.width / sizes.heads, device: codes.device)
        let mask = SelfAttention.causalMask(all, device: codes.device)
        for block in blocks { x = try block(x, positions: positions, mask: mask) }
        return output(norm(x.narrowed(1, from: sizes.promptLevels, length: length)))
    }
}
