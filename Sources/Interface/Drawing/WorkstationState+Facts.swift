import Recipes
import Songs

/// What follows from the state and is needed in several places.
extension WorkstationState {
    /// Seconds: of the vocal, or of the takes where there is none; 0 without any sound.
    public var songDuration: Double {
        if let vocal = song.vocal, vocal.duration.isFinite, vocal.duration > 0 { return vocal.duration }
        return song.takes.map { $0.start + $0.duration }.filter(\.isFinite).max() ?? 0
    }

    /// Seconds of the song from its first sound to its last: pre-rolls and tails reach beyond the vocal.
    public var songSpan: Range<Double> {
        let edged =
            song.takes.filter(\.recipe.hasEdges).map { ($0.start, $0.start + $0.duration, $0.recipe) }
            + jobs.filter { $0.recipe.hasEdges && $0.playable > 0 }.map {
                ($0.start, $0.start + $0.playable, $0.recipe)
            }
        let starts = edged.filter { ($0.2.preRoll ?? 0) > 0 }.map(\.0).filter(\.isFinite)
        let ends = edged.filter { ($0.2.tail ?? 0) > 0 }.map(\.1).filter(\.isFinite)
        return min(starts.min() ?? 0, 0)..<max(ends.max() ?? 0, songDuration)
    }

    /// Seconds of the song that are heard now.
    public var playhead: Double {
        let rate = song.vocal?.sampleRate ?? auditionedTake?.sampleRate ?? 0
        return rate > 0 ? Double(deck.position) / rate : 0
    }

    /// The take that plays, or would play.
    public var auditionedTake: Take? {
        guard case .take(let id) = song.audition else { return nil }
        return song[take: id]
    }

    /// The mixer's strips from the left: the vocal, the stems of the auditioned take or of the next, the guides,
    /// the master.
    public var stripNames: [String] {
        let stems =
            auditionedTake?.stems.map(\.name)
            ?? systems.first { $0.name == song.recipe.system }?.stems(of: song.recipe) ?? []
        return [MixerSettings.vocal] + stems + song.guides.map(\.strip) + [Self.masterStrip]
    }

    /// The last of `stripNames`.
    public static let masterStrip = "master"

    /// What the recipe began from: that of the auditioned take, else of the last; nil before the first take.
    public var parentRecipe: (take: Int, recipe: Recipe)? {
        (auditionedTake ?? song.takes.last).map { ($0.id, $0.recipe) }
    }

    /// Takes first, then the jobs, as the take list counts them.
    public var takeRowCount: Int { song.takes.count + jobs.count }
}
