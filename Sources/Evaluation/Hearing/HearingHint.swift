import Corpus
import Music

/// What of the truth a listener may be told.
public enum HearingHint: String, CaseIterable, Codable, Sendable {
    /// Beats a minute, exactly.
    case tempo
    /// Beats a minute, the first downbeat and the metre.
    case grid
    case key
}

extension PairTruth {
    /// What the listener is told of it.
    public func constraints(telling hints: Set<HearingHint>) -> ListeningConstraints {
        var constraints = ListeningConstraints()
        if hints.contains(.tempo) || hints.contains(.grid) { constraints.tempo = grid.tempo }
        if hints.contains(.grid) {
            constraints.firstDownbeat = firstDownbeat
            constraints.setMeter(sheet.signature)
        }
        if hints.contains(.key) { constraints.key = sheet.key }
        return constraints
    }
}
