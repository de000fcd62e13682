import Recipes

/// The phases of a take by MeLoDy, after it was heard.
extension Phase {
    public static let continueTokens = Phase("language", title: "choosing tokens", pace: .step)
    public static let diffuse = Phase("diffuse", title: "dual-path diffusion", pace: .step)

    public static let meLoDy = [condition, continueTokens, diffuse, vocode]
}
