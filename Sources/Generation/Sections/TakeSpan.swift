import Music
import Recipes

/// Where a take lies in its song, and what the band plays to there. All seconds are those of the song.
public struct TakeSpan: Sendable {
    /// What is accompanied.
    public let part: Range<Double>
    /// Seconds that the band plays before the part, and after it.
    public let lead: Double
    public let tail: Double
    /// Seconds from the beginning of the take to its end, whole samples of the vocal.
    public let duration: Double
    /// With the bars of pre-roll and tail.
    public let leadSheet: LeadSheet

    /// At which the take begins.
    public var start: Double { part.lowerBound - lead }

    /// - Parameter sheet: of the song.
    /// - Throws: `RecipeError` where there are no bars to count; `GenerationError.rangeOutside`.
    init(_ order: TakeOrder, _ sheet: LeadSheet) throws {
        part = try order.part
        let seconds = part.upperBound - part.lowerBound
        // edges are counted from the part
        let own = order.isPart ? sheet.slice(from: part.lowerBound, to: part.upperBound) : sheet
        var (lead, tail, sheet) = (0.0, 0.0, own)
        if let edged = try order.recipe.edges(of: own, duration: seconds) {
            (lead, tail, sheet) = (edged.lead, edged.tail, edged.sheet)
        }
        let edges = (lead, tail)
        if let given = order.given, order.recipe.hasEdges || order.recipe.extends ?? false {
            // what is made from a take lies where that lies, whatever has become of the bars since
            let anew = order.recipe.reroll ?? given.range
            lead = max(part.lowerBound - min(given.start, anew.lowerBound), 0)
            tail = max(max(given.range.upperBound, anew.upperBound) - part.upperBound, 0)
        }
        if lead > edges.0 + Given.hair || tail > edges.1 + Given.hair {
            sheet = sheet.carriedOn(from: -edges.0..<seconds + edges.1, over: -lead..<seconds + tail)
        }
        (self.lead, self.tail) = (lead, tail)
        leadSheet = sheet.shifted(by: part.lowerBound)
        let rate = order.vocal.sampleRate
        let frames = [seconds, lead, tail].reduce(0) { $0 + Int(($1 * rate).rounded()) }
        duration = Double(frames) / rate
    }
}
