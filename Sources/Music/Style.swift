/// The manner in which the band plays. The order is the index in trained weights: append only.
public enum Style: String, Codable, CaseIterable, Sendable {
    case ballad, pop, rock, bossa
    case acoustic, soul, country, synthpop, lofi, strings, swing, reggae
}
