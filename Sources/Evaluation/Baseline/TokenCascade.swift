import Networks
import Signal
import Tensors

/// A token-by-token generator of accompaniments like SingSong (Donahue et al. 2023, arXiv 2301.12662), to measure its
/// speed on our engine; it is never trained, so what it makes is noise.
///
/// What is published and kept: the cascade of AudioLM, semantic tokens, then coarse, then fine acoustic ones; their rates
/// (`TokenRates`); one network for the vocal's semantic tokens, the accompaniment's semantic and its coarse tokens, in this
/// order, and another one for the fine ones; T5's layers with relative positions; drawing with a temperature, one song at
/// a time. What differs: SingSong's first network is T5's encoder and decoder, here the vocal's tokens stand before the
/// others in one decoder; and the networks are as small as our FastSAG. Neither w2v-BERT nor SoundStream is part of it.
public struct TokenCascade: Sendable {
    /// Sizes of both networks.
    public struct Sizes: Sendable, Equatable {
        public var rates = TokenRates()
        public var width: Int
        /// Of the network for semantic and coarse tokens, and of that for fine ones.
        public var coarseLayers: Int
        public var fineLayers: Int
        public var headSize = 64

        public init(width: Int, coarseLayers: Int, fineLayers: Int) {
            self.width = width
            self.coarseLayers = coarseLayers
            self.fineLayers = fineLayers
        }

        /// As many parameters as our FastSAG in both networks together (11 million), at its width.
        public static let compact = Sizes(width: 256, coarseLayers: 5, fineLayers: 3)

        /// Each network as large as those of AudioLM's stages (Borsos et al. 2022, section IV): 12 layers of width 1024 with
        /// 16 heads.
        public static let published = Sizes(width: 1024, coarseLayers: 12, fineLayers: 12)

        /// - Parameter seconds: of the longest song.
        func decoders(seconds: Double) -> (coarse: TokenDecoderSizes, fine: TokenDecoderSizes) {
            let semantic = rates.semanticCount(seconds)
            let frames = rates.acousticFrames(seconds)
            func decoder(_ layers: Int, tables: Int, length: Int) -> TokenDecoderSizes {
                TokenDecoderSizes(
                    width: width, layers: layers, headSize: headSize, tables: tables, codes: rates.codes,
                    length: length)
            }
            return (
                decoder(coarseLayers, tables: 2 + rates.coarse, length: 2 * semantic + frames * rates.coarse),
                decoder(
                    fineLayers, tables: rates.coarse + rates.fine,
                    length: min(rates.acousticFrames(rates.fineSeconds), frames) * (rates.coarse + rates.fine))
            )
        }
    }

    public enum Stage: String, Sendable, CaseIterable { case semantic, coarse, fine }

    public let sizes: Sizes
    public let parameterCount: Int
    let coarse: TokenDecoder
    let fine: TokenDecoder
    private let seconds: Double

    /// Fresh networks for songs of up to so many seconds.
    public init(_ sizes: Sizes = .compact, seconds: Double, seed: UInt64 = 1) throws {
        let store = try ParameterStore(seed: seed)
        let decoders = sizes.decoders(seconds: seconds)
        coarse = TokenDecoder(store.root["coarse"], decoders.coarse)
        fine = TokenDecoder(store.root["fine"], decoders.fine)
        try store.verify()
        parameterCount = store.parameterCount
        self.sizes = sizes
        self.seconds = seconds
    }

    /// Tokens of all stages.
    public var tokenCount: Int {
        sizes.rates.semanticCount(seconds)
            + sizes.rates.acousticFrames(seconds) * (sizes.rates.coarse + sizes.rates.fine)
    }

    /// Multiply-accumulates of all tokens: linear layers, scores of codes, and attention to what is kept.
    public var multiplyAccumulates: Int {
        let rates = sizes.rates
        let (semantic, frames) = (rates.semanticCount(seconds), rates.acousticFrames(seconds))
        let stretch = rates.acousticFrames(rates.fineSeconds)
        let stretches = stride(from: 0, to: frames, by: stretch).map { min(stretch, frames - $0) }
        return coarse.sizes.multiplyAccumulates(given: semantic, drawn: semantic + frames * rates.coarse)
            + stretches.reduce(0) {
                $0 + fine.sizes.multiplyAccumulates(given: $1 * rates.coarse, drawn: $1 * rates.fine)
            }
    }

    /// What was made and how long it took.
    public struct Made: Sendable {
        /// `frame * (coarse + fine) + codebook`, so many seconds as the cascade is for.
        public var codes: [Int]
        /// Seconds of computing by stage.
        public var stageSeconds: [Stage: Double] = [:]
        /// Passes through a network: one a token, and one for each beginning that is given.
        public var passes = 0
    }

    /// Makes codes of an accompaniment to a vocal of random tokens.
    /// - Parameter progress: called after every token with its stage and how many of it are made; throws to cancel.
    public func generate(
        temperature: Float = 0.8, seed: UInt64 = 1, progress: (Stage, Int) throws -> Void = { _, _ in }
    ) throws -> Made {
        try Engine.withGradients(false) {
            let rates = sizes.rates
            let (semantic, frames) = (rates.semanticCount(seconds), rates.acousticFrames(seconds))
            var voice = SeededGenerator(seed: seed, stream: 1)
            let vocal = (0..<semantic).map { _ in Int(voice.next() % UInt64(rates.codes)) }
            var sampler = TokenSampler(temperature: temperature, seed: seed)
            var made = Made(codes: [Int](repeating: 0, count: frames * (rates.coarse + rates.fine)))
            var lap = ContinuousClock.now
            func note(_ stage: Stage) {
                let now = ContinuousClock.now
                made.stageSeconds[stage, default: 0] += (now - lap) / .seconds(1)
                lap = now
            }

            // tables: 0 the vocal's semantic tokens, 1 the accompaniment's, then the coarse codebooks
            var state = DecoderState(coarse.sizes)
            var run = try TokenRun(coarse, after: vocal.map { .init(table: 0, code: $0) }, state)
            for index in 0..<semantic {
                _ = try run.draw(table: 1, &sampler)
                try progress(.semantic, index + 1)
            }
            note(.semantic)
            for frame in 0..<frames {
                for book in 0..<rates.coarse {
                    made.codes[frame * (rates.coarse + rates.fine) + book] = try run.draw(table: 2 + book, &sampler)
                    try progress(.coarse, frame * rates.coarse + book + 1)
                }
            }
            made.passes += run.passes
            note(.coarse)

            // tables: coarse codebooks, then fine ones
            state = DecoderState(fine.sizes)
            let stretch = rates.acousticFrames(rates.fineSeconds)
            for start in stride(from: 0, to: frames, by: stretch) {
                let part = start..<min(start + stretch, frames)
                let known = part.flatMap { frame in
                    (0..<rates.coarse).map {
                        TokenDecoder.Token(table: $0, code: made.codes[frame * (rates.coarse + rates.fine) + $0])
                    }
                }
                run = try TokenRun(fine, after: known, state)
                for frame in part {
                    for book in rates.coarse..<(rates.coarse + rates.fine) {
                        made.codes[frame * (rates.coarse + rates.fine) + book] = try run.draw(table: book, &sampler)
                        try progress(.fine, frame * rates.fine + book - rates.coarse + 1)
                    }
                }
                made.passes += run.passes
            }
            note(.fine)
            return made
        }
    }
}
