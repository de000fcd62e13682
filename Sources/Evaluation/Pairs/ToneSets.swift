/// Which pitch classes sound: chroma in 12 bins a 100 ms, each on or off.
public enum ToneSets {
    /// Seconds.
    public static let step = 0.1
    /// Of the strongest pitch class in the frame.
    static let threshold = 0.5

    /// One set a step from a chromagram smoothed over 0.5 s; empty in silence.
    public static func sets(of chroma: Chromagram) -> [Set<Int>] {
        chroma.smoothed(seconds: HarmonyJudge.smoothing).pooled(seconds: step).map { values in
            guard let strongest = values.max(), strongest > 0 else { return [] }
            return Set(values.indices.filter { values[$0] >= threshold * strongest })
        }
    }

    /// The F measure over all steps and pitch classes that both sounds last for; nil where nothing sounds on either side.
    public static func f1(_ estimated: [Set<Int>], _ reference: [Set<Int>]) -> Double? {
        var both = 0
        var sum = 0
        for (left, right) in zip(estimated, reference) {
            both += left.intersection(right).count
            sum += left.count + right.count
        }
        return sum > 0 ? 2 * Double(both) / Double(sum) : nil
    }
}
