import Foundation
import Recipes
import Songs

/// Takes of the lane under the cursor: listening to them, comparing, keeping and using their recipes again.
final class TakesController: Controller {
    /// What sounded before the vocal alone did.
    private var sceneBefore: Song.Scene?

    override func songCloses() { sceneBefore = nil }

    func moveTakesCursor(_ rows: Int) {
        state.takesCursor = min(max(state.takesCursor + rows, 0), max(state.takeRowCount - 1, 0))
    }

    // MARK: Listening

    /// What plays from now on in the lane under the cursor, at the same playhead.
    func audition(_ audition: Audition) {
        update { $0.audition = audition }
        showActive()
    }

    /// The vocal without any take; where that is what sounds, what sounded before.
    func auditionVocal() {
        if state.comparing?.silencesTakes ?? false {
            state.comparing?.silencesTakes = false
            return workstation.playback.reloadPlan()
        }
        let now = state.song.scene
        if state.song.lanes.allSatisfy({ $0.active == nil }), let before = sceneBefore {
            update { song in
                song.show(before)
                song.dropDanglingAuditions(besides: Set(self.state.jobs.map(\.id)))
            }
        } else {
            sceneBefore = now
            update { $0.silence() }
        }
    }

    /// The cursor goes to what sounds in the lane.
    private func showActive() {
        let song = state.song
        if let row = song.takes.firstIndex(where: { $0.id == song.lane.active }) { state.takesCursor = row }
    }

    /// Between the scenes A and B where both are marked, else through the vocal and all takes of the lane.
    func switchAudition() {
        let song = state.song
        if let a = song.a, let b = song.b, a != b {
            let next = song.shows(a) ? b : a
            update { $0.show(next) }
            showActive()
            return tell(.info, (next == a ? "A: " : "B: ") + title(next))
        }
        let ring = [Audition.vocal] + song.takes.map { .take($0.id) }
        let index = ring.firstIndex(of: song.audition)
        let next = ring[((index ?? -1) + 1) % ring.count]
        audition(next)
        let mark = next.take.map { (song.a?.has($0) ?? false) ? "A: " : (song.b?.has($0) ?? false) ? "B: " : "" }
        tell(.info, (mark ?? "") + (next.take.map(name(ofTake:)) ?? "the vocal alone"))
    }

    /// The takes of a scene.
    private func title(_ scene: Song.Scene) -> String {
        let takes = state.song.lanes.compactMap { scene.takes[$0.id]?.flatMap(\.self) }
        return takes.isEmpty ? "the vocal alone" : takes.map(name(ofTake:)).joined(separator: ", ")
    }

    private func name(ofTake id: Int) -> String { state.song[take: id]?.name ?? "take \(id)" }

    private var selectedAudition: Audition? { (state.selectedTake?.id ?? state.selectedJob?.id).map(Audition.take) }

    func auditionSelected() {
        guard let selected = selectedAudition else { return }
        if let job = state.selectedJob, job.playable <= 0 {
            return tell(.warning, "nothing of \(job.name) can be played yet")
        }
        update { $0.audition = selected }
    }

    func playSelected() {
        guard let selected = selectedAudition else { return workstation.playback.togglePlayback() }
        if state.song.audition == selected { return workstation.playback.togglePlayback() }
        auditionSelected()
        if state.song.audition == selected, !state.deck.isPlaying { workstation.playback.togglePlayback() }
    }

    /// Marks what sounds now, with the selected take in its lane; a scene that has that take already is not marked any
    /// more.
    func mark(_ path: WritableKeyPath<Song, Song.Scene?> & Sendable) {
        guard let take = state.selectedTake else { return }
        edit("comparison mark") { song in
            song[keyPath: path] = (song[keyPath: path]?.has(take.id) ?? false) ? nil : song.scene(with: take.id)
        }
    }

    // MARK: Keeping

    private func change(_ take: Take, _ title: String, _ change: (inout Take) -> Void) {
        edit(title) { song in
            guard var changed = song[take: take.id] else { return }
            change(&changed)
            song[take: take.id] = changed
        }
    }

    func toggleStar() {
        guard let take = state.selectedTake else { return }
        change(take, "star") { $0.isStarred.toggle() }
    }

    func renameTake() {
        guard let take = state.selectedTake else { return }
        workstation.dialogs.ask("name", take.name, in: .takes) { [self] text in
            let name = try self.name(text, of: "a take")
            change(take, "name of take \(take.id)") { $0.name = name }
        }
    }

    func editNote() {
        guard let take = state.selectedTake else { return }
        workstation.dialogs.ask("note", take.note, in: .takes) { [self] text in
            change(take, "note on take \(take.id)") { $0.note = text.trimmingCharacters(in: .whitespaces) }
        }
    }

    func askToDelete() {
        guard let take = state.selectedTake else { return workstation.generation.cancelJob() }
        workstation.dialogs.ask(
            .deleteTake(take.id), "Delete \(take.name)? Undo brings it back.", yes: "Delete", no: "Keep")
    }

    func delete(take id: Int) {
        guard let take = state.song[take: id] else { return }
        edit("deleting \(take.name)") { song in
            song[take: id] = nil
            song.dropDanglingAuditions(besides: Set(state.jobs.map(\.id)))
        }
        let key = bindings.keys(of: "undo").first.map { "; \($0) brings it back" } ?? ""
        tell(.info, "\(take.name) is deleted\(key)")
    }

    // MARK: Recipes

    /// A take's recipe without what only that take needed.
    private func reusable(_ take: Take) -> Recipe {
        var recipe = take.recipe.fromNoise
        recipe.leadSheet = nil
        return recipe
    }

    func restoreRecipe() {
        guard let take = state.selectedTake else { return }
        let before = workstation.leadSheet.constraints
        let settles = settlesBeats(take)
        if settles { workstation.leadSheet.leaveTrial() }
        edit("restoring a recipe") { song in
            let own = song.recipe.constraints
            song.recipe = reusable(take)
            guard settles else { return }
            // what it played to stands in the sheet from here on
            song.recipe.constraints = own
            song.sheet?.settle(on: take.leadSheet)
        }
        // what it played to is what the next take plays to
        if workstation.leadSheet.constraints != before { workstation.leadSheet.hear() }
        tell(.info, "the recipe is that of \(take.name)" + (settles ? ", and so are the beats" : ""))
    }

    /// Whether liking a take says where the beats are: nobody knew, and it plays to beats of the whole song.
    private func settlesBeats(_ take: Take) -> Bool {
        guard let sheet = state.song.sheet, sheet.hasUnsureBeats, !sheet.isGridLocked else { return false }
        return take.origin == .fresh && !take.recipe.hasEdges && take.recipe.from == nil && take.recipe.to == nil
            && take.leadSheet.beats.count > 1
    }

    func duplicateRecipe() {
        guard let take = state.selectedTake else { return }
        edit("duplicating a recipe") { song in
            song.recipe = reusable(take)
            song.recipe.seed &+= 1
        }
        tell(.info, "the recipe of \(take.name) with seed \(state.song.recipe.seed)")
    }

    func showTakeDetails() {
        guard let take = state.selectedTake else { return }
        state.overlay = .page(.init(title: take.name, lines: TakeDetails(take, state.song, state.systems).lines))
    }
}
