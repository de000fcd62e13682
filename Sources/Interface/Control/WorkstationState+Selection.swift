import Recipes
import Signal
import Songs

/// What commands act on.
extension WorkstationState {
    /// The take under the cursor of the take list.
    public var selectedTake: Take? { song.takes.indices.contains(takesCursor) ? song.takes[takesCursor] : nil }

    /// The job under the cursor: jobs come after takes.
    public var selectedJob: Job? {
        let index = takesCursor - song.takes.count
        return laneJobs.indices.contains(index) ? laneJobs[index] : nil
    }

    /// Jobs of the lane under the cursor.
    var laneJobs: [Job] { jobs.filter { $0.lane == song.lane.id } }

    /// What is under the mixer's cursor.
    public var selectedTarget: MixerTarget {
        let all = mixerTargets
        return all[min(max(mixerCursor, 0), all.count - 1)]
    }

    /// The strip under the mixer's cursor; nil on the master.
    var selectedStrip: StripID? { if case .strip(let id) = selectedTarget { id } else { nil } }

    /// The lane whose strip is under the mixer's cursor where an instrument plays in it; otherwise all those.
    var selectedGuides: [Lane] {
        let all = song.lanes.filter { $0.guide != nil }
        let selected = all.filter { $0.id == selectedStrip?.lane }
        return selected.isEmpty ? all : selected
    }

    /// As the recipe names it.
    var system: SystemDescription? { systems.first { $0.name == song.recipe.system } }

    /// Rows of the recipe panel.
    public var parameters: [Parameter] { systems.parameters(of: song.recipe) }

    /// The one under the recipe's cursor; the first where the system has none of that id.
    var parameter: Parameter { parameters.first { $0.id == recipeCursor } ?? systems.choice }

    func system(ofTake take: Take?) -> SystemDescription? { take.flatMap { system(named: $0.recipe.system) } }

    func system(named name: String) -> SystemDescription? { systems.first { $0.name == name } }

    /// Hertz, of the song; nil without a vocal.
    var sampleRate: Double? { song.vocal?.sampleRate }

    /// Jobs that are not over.
    var activeJobs: [Job] {
        jobs.filter { if case .failed = $0.phase { false } else { true } }
    }

    /// Cursors stay on what there is.
    mutating func clampCursors() {
        takesCursor = min(max(takesCursor, 0), max(takeRowCount - 1, 0))
        mixerCursor = min(max(mixerCursor, 0), mixerTargets.count - 1)
        let beats = song.sheet?.leadSheet.beats.count ?? 0
        sheetCursor = min(max(sheetCursor, 0), max(beats - 1, 0))
    }
}
