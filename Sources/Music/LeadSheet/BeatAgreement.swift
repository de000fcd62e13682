/// How far two lists of beats agree.
public enum BeatAgreement {
    /// Seconds by which a beat may lie beside the one it is.
    public static let tolerance = 0.07

    /// The F measure of beats: each reference beat may be hit once, within the tolerance in seconds
    /// (M. Davies, N. Degara and M. Plumbley, "Evaluation methods for musical audio beat tracking", 2009, section 3.1).
    /// 1 where both are empty.
    public static func fMeasure(
        estimated: [Double], reference: [Double], tolerance: Double = tolerance
    ) -> Double {
        guard !estimated.isEmpty || !reference.isEmpty else { return 1 }
        var hits = 0
        var left = 0
        var right = 0
        while left < estimated.count, right < reference.count {
            let distance = estimated[left] - reference[right]
            if abs(distance) <= tolerance {
                hits += 1
                left += 1
                right += 1
            } else if distance < 0 {
                left += 1
            } else {
                right += 1
            }
        }
        return 2 * Double(hits) / Double(estimated.count + reference.count)
    }
}
