import Recipes
import Signal
import Songs

/// What follows from the state and is needed in several places.
extension WorkstationState {
    /// Seconds: of the vocal, or of the takes where there is none; 0 without any sound.
    public var songDuration: Double {
        if let vocal = song.vocal, vocal.duration.isFinite, vocal.duration > 0 { return vocal.duration }
        return song.allTakes.map { $0.start + $0.duration }.filter(\.isFinite).max() ?? 0
    }

    /// Seconds of the song from its first sound to its last: pre-rolls and tails reach beyond the vocal.
    public var songSpan: Range<Double> {
        let edged =
            song.allTakes.map { ($0.start, $0.start + $0.duration, $0.recipe) }
            + jobs.filter { $0.playable > 0 }.map { ($0.start, $0.start + $0.playable, $0.recipe) }
        let starts = edged.filter(\.2.reachesBefore).map(\.0).filter(\.isFinite)
        let ends = edged.filter(\.2.reachesAfter).map(\.1).filter(\.isFinite)
        return min(starts.min() ?? 0, 0)..<max(ends.max() ?? 0, songDuration)
    }

    /// Seconds of the song that are heard now.
    public var playhead: Double {
        let rate = song.vocal?.sampleRate ?? auditionedTake?.sampleRate ?? 0
        return rate > 0 ? Double(deck.position) / rate : 0
    }

    /// The take of the lane under the cursor that plays, or would play.
    public var auditionedTake: Take? { song.lane.activeTake }

    /// The mixer from the left: each lane, followed by the stems of its active take or of the next where there are
    /// several, and the master.
    public var mixerTargets: [MixerTarget] {
        let strips = song.lanes.flatMap { lane in
            [StripID(lane: lane.id)] + stems(of: lane).map { StripID(lane: lane.id, stem: $0) }
        }
        return strips.map(MixerTarget.strip) + [.master]
    }

    /// Stems with strips of their own: those of a take in several, and what was set for one by itself.
    private func stems(of lane: Lane) -> [String] {
        let names =
            lane.activeTake?.stems.map(\.name)
            ?? lane.recipe.flatMap { recipe in system(named: recipe.system)?.stems(of: recipe) } ?? []
        return names.count > 1 ? names : names.filter { lane.stems[$0] != nil }
    }

    /// What the mixer's strips are called.
    public var stripNames: [String] { mixerTargets.map(name) }

    public func name(of target: MixerTarget) -> String {
        switch target {
        case .strip(let id): song.name(of: id)
        case .master: "master"
        }
    }

    /// What the recipe began from: that of the lane's take that sounds, else of its last; nil before the first take.
    public var parentRecipe: (take: Int, recipe: Recipe)? {
        let lane = song.recipeLane
        return (lane.activeTake ?? lane.takes.last).map { ($0.id, $0.recipe) }
    }

    /// Takes of the lane under the cursor first, then its jobs, as the take list counts them.
    public var takeRowCount: Int { song.takes.count + laneJobs.count }
}
