import Listener
import Music
import Networks
import Signal
import Tensors

/// How chords follow one another, bar after bar: the next chord's log-linear odds from those some bars ago, and from where in
/// the phrase it falls (a maximum-entropy model; Berger et al. 1996, Computational Linguistics 22). All relative to the tonic.
/// B bars.
public struct ProgressionModel: Sendable {
    public let sizes: ProgressionSizes
    /// Of each of `sizes.ages`, (modes x (chords and what lies before the beginning), chords).
    let before: [Embedding]
    /// (modes x phrase, chords).
    let places: Embedding

    /// Before the first bar.
    static let beginning = ChordVocabulary.count
    private static let contexts = ChordVocabulary.count + 1

    public init(_ scope: Scope, _ sizes: ProgressionSizes) {
        self.sizes = sizes
        before = sizes.ages.indices.map {
            Embedding(scope["before"][$0], 2 * Self.contexts, ChordVocabulary.count, deviation: 0.02)
        }
        places = Embedding(scope["places"], 2 * sizes.phrase, ChordVocabulary.count, deviation: 0.02)
    }

    /// What the model is told of one bar.
    public struct Context: Sendable, Equatable {
        var before: [Int]
        var place: Int

        /// - Parameters:
        ///   - chords: of the bars before, relative to the tonic; see `ProgressionModel.relative`.
        public init(_ chords: ArraySlice<Int>, mode: Mode, _ sizes: ProgressionSizes) {
            let isMinor = mode == .minor ? 1 : 0
            before = sizes.ages.map { age in
                let chord = chords.count >= age ? chords[chords.endIndex - age] : ProgressionModel.beginning
                return isMinor * ProgressionModel.contexts + chord
            }
            place = isMinor * sizes.phrase + chords.count % sizes.phrase
        }
    }

    /// -> (B, ChordVocabulary.count).
    public func logits(_ contexts: [Context], device: Device = .cpu) -> Tensor {
        let start = places(Tensor(contexts.map(\.place), shape: [contexts.count], device: device))
        return before.enumerated().reduce(start) { sum, table in
            sum
                + table.element(
                    Tensor(contexts.map { $0.before[table.offset] }, shape: [contexts.count], device: device))
        }
    }

    /// A chord as the model counts it: its place in the vocabulary once the key's tonic is C.
    public static func relative(_ chord: Chord?, to key: Key) -> Int {
        ChordVocabulary.index(of: chord?.transposed(by: -key.tonic.value))
    }

    /// Chords of so many bars in a key; the same for the same seed. Bars without a chord are never drawn.
    /// - Throws: `TensorError.notFinite`.
    public func draw(bars: Int, in key: Key, seed: UInt64) throws -> [Chord] {
        // likely chords alone: a song that nobody wrote shall sound like most
        var sampler = TokenSampler(temperature: 0.9, topP: 0.9, seed: seed, stream: Self.stream)
        var chords: [Int] = []
        return try Engine.withGradients(false) {
            try (0..<bars).map { _ in
                let scores = try logits([Context(chords[...], mode: key.mode, sizes)]).floats().prefix(
                    ChordVocabulary.none)
                chords.append(try sampler.draw(Tensor(Array(scores), shape: [scores.count])))
                guard let chord = ChordVocabulary.chord(at: chords[chords.count - 1]) else {
                    preconditionFailure("chord \(chords[chords.count - 1]) of \(ChordVocabulary.none)")
                }
                return chord.transposed(by: key.tonic.value)
            }
        }
    }

    /// Of its random numbers, apart from those of the language model.
    private static let stream: UInt64 = 0xC0DA
}
