/// How many tokens the published cascade makes of a second: AudioLM (Borsos et al. 2022, arXiv 2209.03143, section III and
/// IV), which SingSong (Donahue et al. 2023, arXiv 2301.12662, section 4) adapts to accompaniments.
public struct TokenRates: Sendable, Equatable {
    /// Tokens of w2v-BERT a second.
    public var semantic = 25
    /// Frames of SoundStream a second.
    public var acoustic = 50
    /// Codebooks of SoundStream that the coarse stage predicts, and those that the fine stage adds.
    public var coarse = 4
    public var fine = 8
    /// Codes of every codebook and of the semantic tokens.
    public var codes = 1024
    /// The fine stage works on stretches of so many seconds that know nothing of each other.
    public var fineSeconds = 3.0

    public init() {}

    /// Tokens of each kind for so many seconds: at least one frame.
    func semanticCount(_ seconds: Double) -> Int { max(Int((seconds * Double(semantic)).rounded()), 1) }
    func acousticFrames(_ seconds: Double) -> Int { max(Int((seconds * Double(acoustic)).rounded()), 1) }
}
