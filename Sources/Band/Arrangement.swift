import Music

/// One instrument's notes, General MIDI program (0...127) and channel (0...15, 9 for drums).
public struct Part: Codable, Hashable, Sendable {
    public typealias Name = InstrumentFamily

    public var name: Name
    /// For drums the kit: 0 standard, 8 room, 16 power, 24 electronic, 25 TR-808, 32 jazz, 40 brushes.
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
    /// The song's form, in order and without gaps.
    public var sections: [Section]
    /// How the band divides the beat; the voice should sing with it.
    public var swing: Swing

    public init(style: Style, parts: [Part], sections: [Section] = [], swing: Swing = .straight) {
        self.style = style
        self.parts = parts
        self.sections = sections
        self.swing = swing
    }

    public subscript(name: Part.Name) -> Part? { parts.first { $0.name == name } }
}
