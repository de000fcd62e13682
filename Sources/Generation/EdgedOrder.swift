import Listener
import Music
import Recipes
import Signal

/// An order whose vocal is silent during the pre-roll and the tail that its recipe asks for. Every system can make its
/// takes so: it plays to `order` and to what `BandHearing` hears of it, and its take begins at `start`.
struct EdgedOrder {
    /// All seconds in it count from the beginning of the pre-roll.
    let order: TakeOrder
    /// Seconds before the vocal, and after it.
    let lead: Double
    let tail: Double
    /// What was heard in the vocal by itself, in its seconds, with the sheet of the whole take.
    let heard: Heard
    /// Whether the band plays before the vocal or after it.
    let isEdged: Bool
    /// Seconds of the vocal at which the take begins.
    var start: Double { -lead }

    /// - Parameter heard: of the order's own vocal.
    /// - Throws: `RecipeError` where there are no bars to count.
    init(_ order: TakeOrder, _ heard: Heard) throws {
        let vocal = order.vocal
        guard var edged = try order.recipe.edges(of: heard.leadSheet, duration: vocal.duration) else {
            (self.order, lead, tail, self.heard, isEdged) = (order, 0, 0, heard, false)
            return
        }
        if let parent = order.parent?.values.first, order.isMadeFromParent {
            // what is made from a take lies where that lies, whatever has become of the bars since
            edged.lead = max(-order.parentStart, 0)
            edged.tail = max(parent.duration - edged.lead - vocal.duration, 0)
        }
        var wide = order
        wide.vocal = vocal.padded(before: edged.lead, after: edged.tail)
        wide.parentStart = 0
        var whole = heard
        whole.leadSheet = edged.sheet
        (self.order, lead, tail, self.heard, isEdged) = (wide, edged.lead, edged.tail, whole, true)
    }
}
