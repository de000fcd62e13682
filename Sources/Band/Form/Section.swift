/// A part of a song's form.
public struct Section: Codable, Hashable, Sendable {
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case intro, verse, preChorus, chorus, bridge, interlude, outro
    }

    public var kind: Kind
    /// Bars, counted from 0 at the first downbeat; the end is the bar after the last. An upbeat belongs to the first
    /// section.
    public var startBar: Int
    public var endBar: Int
    /// How much the band gives in it.
    public var intensity: Intensity

    public init(kind: Kind, startBar: Int, endBar: Int, intensity: Intensity) {
        self.kind = kind
        self.startBar = startBar
        self.endBar = endBar
        self.intensity = intensity
    }
}
