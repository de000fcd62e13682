import Music

/// Where beats, chords and style stand in a token's feature vector: those of `ConditionFeatures` for each of the token's two
/// Mel frames. The order belongs to trained weights.
public enum TokenSheet {
    /// Mel frames in a token.
    public static let stride = 2

    public static let beats = 0..<(stride * ConditionLayout.beats.count)
    public static let chords = beats.upperBound..<(beats.upperBound + stride * ConditionLayout.chords.count)
    public static let style = chords.upperBound..<(chords.upperBound + ConditionLayout.style.count)
    public static let count = style.upperBound

    /// Mel-rate conditions -> `[token * count + feature]`.
    /// - Precondition: an even number of frames.
    public static func values(of features: ConditionFeatures) -> [Float] {
        precondition(features.frameCount % stride == 0)
        let width = ConditionLayout.count
        var values = [Float](repeating: 0, count: features.frameCount / stride * count)
        for token in 0..<(features.frameCount / stride) {
            for frame in 0..<stride {
                let from = (token * stride + frame) * width
                for (target, source) in [(beats, ConditionLayout.beats), (chords, ConditionLayout.chords)] {
                    let place = token * count + target.lowerBound + frame * source.count
                    for index in 0..<source.count {
                        values[place + index] = features.values[from + source.lowerBound + index]
                    }
                }
            }
            let from = token * stride * width + ConditionLayout.style.lowerBound
            for index in 0..<style.count {
                values[token * count + style.lowerBound + index] = features.values[from + index]
            }
        }
        return values
    }
}
