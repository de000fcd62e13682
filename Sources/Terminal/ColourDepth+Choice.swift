extension ColourDepth {
    /// The depth to draw with: what is asked for by argument, by BACKLINE_COLOURS, by NO_COLOR, in this order; never
    /// more than the terminal's colours.
    static func chosen(_ wanted: ColourDepth?, environment: [String: String], colours: Int) -> ColourDepth {
        let most = allCases.last { $0.rawValue <= colours } ?? .mono
        let asked =
            wanted ?? environment["BACKLINE_COLOURS"].flatMap(ColourDepth.init(name:))
            ?? (environment["NO_COLOR"].map { !$0.isEmpty } == true ? .mono : nil)
        return min(asked ?? most, most)
    }

    /// `mono`, `8`, `16` or `256`, as BACKLINE_COLOURS and config files write them.
    public init?(name: String) {
        if name == "mono" {
            self = .mono
        } else if let number = Int(name), let depth = ColourDepth(rawValue: number) {
            self = depth
        } else {
            return nil
        }
    }
}
