import Music

extension Take {
    /// The lead sheet that it was played to, over what was sung: without the bars before and after.
    public var sungSheet: LeadSheet {
        guard recipe.hasEdges, let sheet = recipe.leadSheet else { return leadSheet }
        return sheet.shifted(by: recipe.from ?? 0)
    }
}

extension Song {
    /// Whether a take plays to another lead sheet than the song's of now, as after chords or beats were changed.
    public func hasOtherSheet(_ take: Take) -> Bool {
        guard let sheet = sheet?.leadSheet, let vocal else { return false }
        let own = take.sungSheet
        // most takes do
        if own == sheet { return false }
        // beyond the vocal each take has a sheet of its own
        let start = max(take.start, 0)
        let end = min(take.start + take.duration, Double(vocal.frameCount) / vocal.sampleRate)
        return end > start && !own.plays(like: sheet, over: start..<end)
    }
}
