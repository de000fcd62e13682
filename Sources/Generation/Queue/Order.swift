import Listener
import Music
import Recipes

/// What reaches a system: what the songwriter ordered, and what was heard in the recording.
public struct Order: Sendable {
    /// Of a recipe that was checked.
    public let take: TakeOrder
    /// In the whole recording, in seconds of the song.
    public let heard: Heard
    /// Where the take lies, with the lead sheet that it plays to.
    public let span: TakeSpan

    public var recipe: Recipe { take.recipe }

    /// - Parameter heard: in the order's vocal.
    /// - Throws: `RecipeError`, `GenerationError`; `ListenerError.tooShort` for a part that is no bar of music.
    public init(_ take: TakeOrder, heard: Heard) throws {
        try take.validate()
        self.take = take
        self.heard = heard
        span = try TakeSpan(take, heard.leadSheet)
        let seconds = span.part.upperBound - span.part.lowerBound
        guard !take.isPart || seconds >= ListenerError.shortest else { throw ListenerError.tooShort(seconds: seconds) }
    }
}

extension VocalHearing {
    /// Hears the recording of an order, or remembers it, and reads it as its recipe says.
    /// - Throws: as `Order(_:heard:)`, before anything is heard where that can be told; `ListenerError` when there is
    ///   nothing to accompany; what loading and hearing throw.
    public func order(_ take: TakeOrder) throws -> Order {
        try take.validate()
        let cents = take.recipe.constraints.tuning
        if var sheet = take.recipe.leadSheet {
            // a sheet that is given says all; where it says no tuning, the singer may
            if sheet.tuning == nil { sheet.tuning = cents.map { Tuning(cents: $0) } }
            return try Order(take, heard: listen(to: take.vocal, playing: sheet))
        }
        var heard = try listen(to: take.vocal, constraints: take.recipe.constraints)
        // of what is heard, the singer knows better
        if let cents { heard.leadSheet.tuning = Tuning(cents: cents, drift: heard.leadSheet.tuning?.drift ?? 0) }
        return try Order(take, heard: heard)
    }
}
