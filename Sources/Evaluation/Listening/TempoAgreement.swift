/// Whether a tempo is the right one: Gouyon et al., "An experimental comparison of audio tempo induction algorithms",
/// IEEE TASLP 14 (2006), accuracies 1 and 2.
public enum TempoAgreement {
    /// Relative distance that is allowed.
    public static let tolerance = 0.04

    /// Beats a minute; a tempo of 0 is none, and never right.
    public static func isRight(estimated: Double, reference: Double) -> Bool {
        reference > 0 && abs(estimated - reference) <= tolerance * reference
    }

    /// The same with a half, double, third or triple tempo as good.
    public static func isRightAtAnyLevel(estimated: Double, reference: Double) -> Bool {
        [1, 2, 1.0 / 2, 3, 1.0 / 3].contains { isRight(estimated: estimated, reference: $0 * reference) }
    }
}
