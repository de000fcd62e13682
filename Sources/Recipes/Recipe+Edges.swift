import Music

extension Recipe {
    /// Seconds of which a pre-roll lasts a whole number of times: frames and tokens of the systems, so that the voice
    /// stays where it was on their grids.
    static let edgeUnit = 512.0 / 24_000

    /// - Throws: `RecipeError` where a pre-roll or a tail is asked and no beats say how long a bar is.
    public func checkEdges(of sheet: LeadSheet) throws {
        guard !hasEdges || sheet.beats.count > 1 else {
            throw RecipeError("a pre-roll and a tail are counted in bars, but there are no beats; set the tempo")
        }
    }

    /// The sheet with the bars that the band plays before and after; nil where it plays with the vocal only. A pre-roll
    /// begins up to `edgeUnit` before its bar.
    /// - Parameters:
    ///   - sheet: of what is accompanied.
    ///   - duration: of it, seconds.
    /// - Throws: as `checkEdges(of:)`.
    public func edges(of sheet: LeadSheet, duration: Double) throws -> EdgedSheet? {
        guard hasEdges else { return nil }
        try checkEdges(of: sheet)
        var edged = sheet.withEdges(preRoll: preRoll ?? 0, tail: tail ?? 0, duration: duration)
        edged.lead = (edged.lead / Self.edgeUnit).rounded(.up) * Self.edgeUnit
        return edged
    }
}
