/// What has a guidance scale of its own, in the order in which guidance adds it.
public enum GuidedSource: CaseIterable, Sendable {
    /// Beats and chords.
    case leadSheet
    case vocal
    /// Style, families, density, brightness, level.
    case arrangement

    var sources: [ConditionLayout.Source] {
        switch self {
        case .leadSheet: [.beats, .chords]
        case .vocal: [.vocal, .semantics]
        case .arrangement: [.style, .families, .density, .brightness, .level]
        }
    }
}
