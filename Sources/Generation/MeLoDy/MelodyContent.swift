import Codecs
import MeLoDy
import Tensors

/// Semantic tokens of a window, its latents, and what the codec makes of them. A unit is a token.
struct MelodyContent: SectionContent {
    let tokens: [Int]
    /// `[latent * D + number]`, standardised, two latents a token.
    let latents: [Float]
    /// Natural-log Mel, `[frame * bands + band]`.
    let mel: [Float]
    /// Fundamentals that sound, Hz a frame.
    let tones: [[Float]]

    /// - Parameter latents: (1, L, D), standardised.
    init(_ tokens: [Int], latents: Tensor, _ generator: MeLoDyGenerator) throws {
        self.tokens = tokens
        self.latents = try latents.floats()
        let codec = generator.codec
        let made = codec.decode(generator.diffusion.latents(latents))
        var mel = try made.mel.floats()
        MelPeaks.limit(&mel, bands: codec.sizes.bands)
        self.mel = mel
        let reading = codec.sizes.pitches.map { SoundingPitches($0, isMonophonic: false) }
        tones =
            try reading.flatMap { reading in try made.pitches.map { reading.tones(try $0.floats()) } }
            ?? Array(repeating: [], count: mel.count / codec.sizes.bands)
    }

    private init(tokens: [Int], latents: [Float], mel: [Float], tones: [[Float]]) {
        self.tokens = tokens
        self.latents = latents
        self.mel = mel
        self.tones = tones
    }

    func slice(_ units: Range<Int>) -> MelodyContent {
        func part<Value>(_ values: [Value]) -> [Value] {
            let unit = values.count / max(tokens.count, 1)
            return Array(values[(units.lowerBound * unit)..<(units.upperBound * unit)])
        }
        return MelodyContent(tokens: Array(tokens[units]), latents: part(latents), mel: part(mel), tones: part(tones))
    }
}
