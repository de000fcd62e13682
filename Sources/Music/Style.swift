/// The manner in which the band plays. The order is the index in trained weights: append only.
public enum Style: String, Codable, CaseIterable, Sendable {
    case ballad, pop, rock, bossa
    case acoustic, soul, country, synthpop, lofi, strings, swing, reggae

    /// The nearest of the four styles that came first: what stands in for a style that weights do not know.
    public var kin: Style {
        switch self {
        case .ballad, .acoustic, .strings: .ballad
        case .pop, .soul, .country, .synthpop, .lofi, .reggae: .pop
        case .rock: .rock
        case .bossa, .swing: .bossa
        }
    }

    /// This style where it is known, else its kin.
    public func nearest(in known: Set<Style>) -> Style { known.contains(self) ? self : kin }
}
