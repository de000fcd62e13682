import Music

/// One instrument's notes, General MIDI program (0...127) and channel (0...15, 9 for drums).
public struct Part: Codable, Hashable, Sendable {
    public enum Name: String, Codable, CaseIterable, Sendable {
        /// The order is that of the listener's activity heads: append only.
        case drums, bass, keys, guitar, strings, pad, lead
    }

    public var name: Name
    public var program: Int
    public var channel: Int
    /// MIDI volume (controller 7), 0...127.
    public var volume: Int
    /// In order of their start.
    public var notes: [Note]

    public init(name: Name, program: Int, channel: Int, volume: Int = 100, notes: [Note]) {
        self.name = name
        self.program = program
        self.channel = channel
        self.volume = volume
        self.notes = notes
    }
}

/// What the band plays.
public struct Arrangement: Codable, Hashable, Sendable {
    public var style: Style
    public var parts: [Part]

    public init(style: Style, parts: [Part]) {
        self.style = style
        self.parts = parts
    }

    public subscript(name: Part.Name) -> Part? { parts.first { $0.name == name } }
}
