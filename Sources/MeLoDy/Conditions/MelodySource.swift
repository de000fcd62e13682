/// What MeLoDy's models can be given or not, each on its own. The order belongs to trained weights.
public enum MelodySource: Int, CaseIterable, Sendable {
    /// Semantic tokens; only to the diffusion.
    case tokens
    case beats, chords, style
    /// Who plays.
    case players
    /// The key; only to the language model.
    case key

    /// Those that the language model was ever given, and those that the diffusion was.
    public static let ofLanguage = Set(allCases).subtracting([.tokens])
    public static let ofDiffusion = Set(allCases).subtracting([.key])
}
