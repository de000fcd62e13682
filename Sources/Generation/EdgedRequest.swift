import Listener
import Music
import Recipes
import Signal

/// A request whose vocal is silent during the pre-roll and the tail that its recipe asks for. Every system can make its
/// takes so: it plays to `request` and to what `BandHearing` hears of it, and says `lead` and `tail` of what it made.
struct EdgedRequest {
    /// All seconds in it count from the beginning of the pre-roll.
    let request: GenerationRequest
    /// Seconds before the vocal, and after it.
    let lead: Double
    let tail: Double
    /// What was heard in the vocal by itself, in its seconds, with the sheet of the whole take.
    let told: Heard
    /// Whether the band plays before the vocal or after it.
    let isEdged: Bool

    /// - Parameter heard: of the request's own vocal.
    /// - Throws: `RecipeError` where there are no bars to count.
    init(_ request: GenerationRequest, _ heard: Heard) throws {
        let vocal = request.vocal
        guard var edged = try request.recipe.edges(of: heard.leadSheet, duration: vocal.duration) else {
            (self.request, lead, tail, told, isEdged) = (request, 0, 0, heard, false)
            return
        }
        if let parent = request.parent?.values.first, request.isMadeFromParent {
            // what is made from a take lies where that lies, whatever has become of the bars since
            edged.lead = max(-request.parentStart, 0)
            edged.tail = max(parent.duration - edged.lead - vocal.duration, 0)
        }
        var wide = request
        wide.vocal = vocal.padded(before: edged.lead, after: edged.tail)
        wide.parentStart = 0
        var told = heard
        told.leadSheet = edged.sheet
        (self.request, lead, tail, self.told, isEdged) = (wide, edged.lead, edged.tail, told, true)
    }
}
