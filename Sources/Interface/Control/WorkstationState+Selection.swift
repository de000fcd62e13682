import Recipes
import Songs

/// What commands act on.
extension WorkstationState {
    /// The take under the cursor of the take list.
    public var selectedTake: Take? { song.takes.indices.contains(takesCursor) ? song.takes[takesCursor] : nil }

    /// The job under the cursor: jobs come after takes.
    public var selectedJob: Job? {
        let index = takesCursor - song.takes.count
        return jobs.indices.contains(index) ? jobs[index] : nil
    }

    /// The mixer's strip under the cursor.
    public var selectedStrip: String {
        let names = stripNames
        return names[min(max(mixerCursor, 0), names.count - 1)]
    }

    /// The guide whose strip is under the mixer's cursor; otherwise all of them.
    var selectedGuides: [GuidePart] {
        let selected = song.guides.filter { $0.strip == selectedStrip }
        return selected.isEmpty ? song.guides : selected
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
}
