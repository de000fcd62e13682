import Recipes

/// The phases of a take by StemGen, after it was heard.
extension Phase {
    public static let decode = Phase("decode", title: "choosing tokens", pace: .step)

    public static let stemGen = [condition, decode, vocode]
}
