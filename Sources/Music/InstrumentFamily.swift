/// What a band can be made of. The order is the index in trained weights: append only.
public enum InstrumentFamily: String, Codable, CaseIterable, Sendable {
    case drums, bass, keys, guitar, strings, pad, lead
}
