/// What a band's sound is taken apart into.
public enum StemGroup: String, Codable, CaseIterable, Sendable {
    case drums, bass, harmony

    public init(_ family: InstrumentFamily) {
        switch family {
        case .drums: self = .drums
        case .bass: self = .bass
        case .keys, .guitar, .strings, .pad, .lead: self = .harmony
        }
    }
}
