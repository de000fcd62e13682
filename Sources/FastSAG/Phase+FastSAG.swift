import Recipes

/// The phases of a take by FastSAG, after it was heard.
extension Phase {
    public static let denoise = Phase("denoise", title: "denoising", pace: .step)
    public static let split = Phase("split", title: "splitting", pace: .section)

    public static let fastSAG = [condition, denoise, vocode, split]
}
