extension ColourDepth {
    /// The depth that is asked for: by argument, by BACKLINE_COLOURS, by NO_COLOR, in this order; nil if by none.
    /// - Throws: `ScreenError.badColours`.
    static func asked(_ wanted: ColourDepth?, environment: [String: String]) throws -> ColourDepth? {
        if let wanted { return wanted }
        if let name = environment["BACKLINE_COLOURS"], !name.isEmpty {
            guard let depth = ColourDepth(name: name) else { throw ScreenError.badColours(name) }
            return depth
        }
        return (environment["NO_COLOR"] ?? "").isEmpty ? nil : .mono
    }

    /// The most that a terminal of so many colours shows.
    init(colours: Int) { self = Self.allCases.last { $0.rawValue <= colours } ?? .mono }

    /// `mono`, `8`, `16` or `256`, as BACKLINE_COLOURS and config files write them.
    public init?(name: String) {
        if name == "mono" {
            self = .mono
        } else if let number = Int(name), number > 1, let depth = ColourDepth(rawValue: number) {
            self = depth
        } else {
            return nil
        }
    }
}
