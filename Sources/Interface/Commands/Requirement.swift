import Recipes
import Songs

/// What must hold for a command; says why it does not.
struct Requirement: Sendable {
    let reason: @Sendable (WorkstationState) -> String?

    init(_ reason: @escaping @Sendable (WorkstationState) -> String?) { self.reason = reason }

    static let song = Requirement { $0.folder == nil ? "open a song first" : nil }
    static let vocal = Requirement { state in
        if state.song.vocal == nil { return state.folder == nil ? "open a song first" : "the song has no vocal yet" }
        return nil
    }
    static let sheet = Requirement { state in
        if state.song.vocal == nil { return "open a song first" }
        if state.song.sheet != nil { return nil }
        return state.isHearing ? "the vocal is still being listened to" : "there is no lead sheet yet: tap the tempo"
    }
    static let chords = Requirement {
        ($0.song.sheet?.leadSheet.beats.isEmpty ?? true) ? "there are no beats yet" : nil
    }
    /// The row under the cursor of the take list.
    static let selectedTake = Requirement { state in
        if state.selectedTake != nil { return nil }
        if state.selectedJob != nil { return "this take is not finished" }
        return "there is no take yet"
    }
    static let row = Requirement { $0.takeRowCount == 0 ? "there is no take yet" : nil }
    static let jobs = Requirement { $0.jobs.isEmpty ? "nothing is being generated" : nil }
    static let engine = Requirement { state in
        if case .unavailable(let reason) = state.engine { return "nothing can be generated: \(reason)" }
        return nil
    }
    static let notRecording = Requirement { $0.recorder == nil ? nil : "a vocal is being recorded: stop that first" }
    static let loop = Requirement { $0.song.loop == nil ? "set a loop first" : nil }
    static let readings = Requirement {
        ($0.song.sheet?.hypotheses.count ?? 0) > 1 ? nil : "there is no other reading: hear the vocal again"
    }
    static let undo = Requirement { $0.undoTitle == nil ? "there is nothing to undo" : nil }
    static let redo = Requirement { $0.redoTitle == nil ? "there is nothing to redo" : nil }
    static let marks = Requirement { $0.song.marks.isEmpty ? "the song has no section marks" : nil }
    static let several = Requirement { $0.song.allTakes.isEmpty ? "there is no take to compare with yet" : nil }
    static let variable = Requirement { state in
        guard let system = state.system(ofTake: state.selectedTake), !system.canVary else { return nil }
        return "\(system.title) can't vary a take"
    }
    static let rerollable = Requirement { state in
        guard let system = state.system(ofTake: state.selectedTake), !system.canReroll else { return nil }
        return "\(system.title) can't make a part of a take anew"
    }
    static let drafting = Requirement { state in
        guard let system = state.system(named: state.song.recipe.system), system.draft == nil else { return nil }
        return "\(system.title) has no drafts: generate a take"
    }
    static let draft = Requirement { state in
        guard let take = state.selectedTake, let system = state.system(ofTake: take) else { return nil }
        if !system.isDraft(take.recipe) { return "\(take.name) is no draft" }
        return take.origin == .fresh ? nil : "\(take.name) is made from another take: refine that one"
    }
    static let lanes = Requirement {
        $0.song.accompaniment.count > 1 ? nil : "the song has one lane: add another first"
    }
    static let players = Requirement { state in
        state.systems.contains { $0.players != nil } ? nil : "this program has no players that listen to the mix"
    }
    static let removableLane = Requirement {
        $0.song.canRemove($0.song.lane.id) ? nil : "a song keeps one lane for takes"
    }
    static let laneForTakes = Requirement {
        $0.song.lane.kind == nil ? nil : "an instrument plays \($0.song.lane.name): choose a lane for takes"
    }
    static let strip = Requirement { state in
        state.selectedStrip == nil ? "the master has only a gain and the limiter" : nil
    }
    static let guideIsFree = Requirement { state in
        state.guideInMaking == nil ? nil : "an instrument is playing its part already"
    }
    static let pass = Requirement {
        $0.song.pass == nil ? "nothing was played over the song yet: let it play, and play along" : nil
    }
    static let earlierPass = Requirement {
        $0.earlierPass == nil ? "nothing was played before that and is not kept" : nil
    }
    static let playedGuide = Requirement {
        $0.song[guide: .played] == nil ? "nothing that was played is kept yet" : nil
    }
    static let guides = Requirement { $0.song.guides.isEmpty ? "no instrument plays along yet" : nil }
    static let completions = Requirement {
        ($0.entry?.completions.isEmpty ?? true) ? "there is no word to complete" : nil
    }
    /// A system that plays on beyond the ends of a take.
    static let extending = Requirement { state in
        state.systems.contains(where: \.canExtend) ? nil : "this program has no system that goes on by itself"
    }
    /// A take that can go on, or one that does.
    static let jam = Requirement { state in
        state.jam != nil || state.selectedTake != nil ? nil : "there is no take yet to go on from"
    }
    static let prompting = Requirement { state in
        state.systems.contains { $0.parameter(Parameter.promptID) != nil }
            ? nil : "this program has no system that follows words"
    }
    static let seeds = Requirement { $0.song.seedHistory.isEmpty ? "no seed was used yet" : nil }
}
