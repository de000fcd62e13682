import Networks
import Signal
import Tensors

/// Semantic tokens one after another, without end: the model hears the last ones within its reach through a key-value cache,
/// so that memory stays the same however long it goes on.
public final class SemanticContinuation {
    private let model: SemanticModel
    private let caches: [KeyValueCache]
    private let positions: RotaryEmbedding
    /// Tokens of a prompt; nil for none.
    private let prompt: [Int]?
    private var sampler: TokenSampler
    /// What was said and is still heard, and what the model is told of these places, in stretches of (1, T, C).
    private var heard: [Int] = []
    private var told: [Tensor] = []
    /// Passes through the model: one a token, and one for each beginning that is heard at once.
    public private(set) var passes = 0

    /// Tokens that the model hears: those of an example in training.
    private let reach: Int

    /// - Parameters:
    ///   - reach: tokens that the model hears, as many as an example had in training.
    ///   - prompt: a code of each level; nil for none.
    public init(_ model: SemanticModel, reach: Int, prompt: [Int]? = nil, sampler: TokenSampler) {
        precondition(
            prompt.map { $0.count == model.sizes.promptLevels } ?? true, "a code of each of the prompt's levels")
        precondition(reach > 1, "a model that hears something")
        self.model = model
        self.reach = reach
        self.prompt = prompt
        self.sampler = sampler
        let sizes = model.sizes
        let all = sizes.promptLevels + reach
        caches = (0..<sizes.layers).map { _ in
            KeyValueCache(heads: sizes.heads, length: all, headSize: sizes.width / sizes.heads)
        }
        positions = RotaryEmbedding(length: all, size: sizes.width / sizes.heads, device: .cpu)
    }

    /// Hears tokens that are there already.
    /// - Parameter conditions: of their places, (1, T, ...).
    public func hear(_ tokens: [Int], _ conditions: MelodyConditions) {
        precondition(conditions.sheet.size(1) == tokens.count, "a place for each token")
        guard !tokens.isEmpty else { return }
        heard += tokens
        told.append(Engine.withGradients(false) { model.told(conditions) })
        isFilled = false
    }

    private var isFilled = false

    /// The next tokens.
    /// - Parameters:
    ///   - conditions: of their places, (1, T, ...).
    ///   - check: called before every token; throws to cancel.
    public func next(_ conditions: MelodyConditions, check: () throws -> Void = {}) throws -> [Int] {
        let count = conditions.sheet.size(1)
        return try Engine.withGradients(false) {
            // all places at once: a token costs its own pass and little else
            let places = model.told(conditions)
            var made: [Int] = []
            for place in 0..<count {
                try check()
                let here = places.narrowed(1, from: place, length: 1)
                let token = try sampler.draw(logits(here))
                made.append(token)
                accept(token, here)
            }
            return made
        }
    }

    /// The next token is this one.
    /// - Parameter here: what the model is told of its place, (1, 1, C).
    package func accept(_ token: Int, _ here: Tensor) {
        heard.append(token)
        told.append(here)
    }

    /// Logits of the next token, (V).
    /// - Parameter here: what the model is told of its place, (1, 1, C).
    package func logits(_ here: Tensor) throws -> Tensor {
        // what the caches can't take any more is forgotten by half, and the rest is heard anew
        if !isFilled || caches[0].count + 1 > model.sizes.promptLevels + reach { try fill() }
        let previous = heard.last.map { model.tokens(Tensor([$0], shape: [1, 1])) } ?? model.start
        return try pass(previous + here)
    }

    /// Everything that is heard, but for the last token, which comes with the next place.
    private func fill() throws {
        let kept = min(heard.count, max(reach / 2, 1))
        if heard.count > reach - 1 { forget(to: kept) }
        caches.forEach { $0.clear() }
        isFilled = true
        let sizes = model.sizes
        let prefix = model.prefix(
            Tensor(prompt ?? [Int](repeating: 0, count: sizes.promptLevels), shape: [1, sizes.promptLevels]),
            isGiven: Tensor([prompt == nil ? Float(0) : 1], shape: [1, 1]))
        guard !heard.isEmpty else {
            _ = try hidden(prefix)
            return
        }
        let tokens = heard.dropLast()
        var previous = model.start
        if !tokens.isEmpty {
            previous = .concatenated(
                [previous, model.tokens(Tensor(Array(tokens), shape: [1, tokens.count]))], dimension: 1)
        }
        _ = try hidden(.concatenated([prefix, previous + .concatenated(told, dimension: 1)], dimension: 1))
    }

    private func forget(to kept: Int) {
        let all = Tensor.concatenated(told, dimension: 1)
        told = [all.narrowed(1, from: heard.count - kept, length: kept)]
        heard = Array(heard.suffix(kept))
    }

    private func pass(_ x: Tensor) throws -> Tensor {
        let hidden = try hidden(x)
        return model.output(model.norm(hidden.narrowed(1, from: hidden.size(1) - 1, length: 1))).reshaped([-1])
    }

    /// New places, (1, T, C), after all that the caches hold.
    private func hidden(_ input: Tensor) throws -> Tensor {
        passes += 1
        let (start, length) = (caches[0].count, input.size(1))
        let places = positions.narrowed(from: start, length: length)
        // what is heard at once is the beginning
        let mask = length > 1 ? SelfAttention.causalMask(length, device: .cpu) : nil
        var x = input
        for (block, cache) in zip(model.blocks, caches) {
            x = try block(x, positions: places, mask: mask, cache: cache)
        }
        return x
    }
}
