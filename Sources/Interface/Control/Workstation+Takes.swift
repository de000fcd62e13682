import Foundation
import Recipes
import Songs

extension Workstation {
    func moveTakesCursor(_ rows: Int) {
        state.takesCursor = min(max(state.takesCursor + rows, 0), max(state.takeRowCount - 1, 0))
    }

    // MARK: Listening

    /// What plays from now on, at the same playhead.
    func audition(_ audition: Audition) {
        update { $0.audition = audition }
        if case .take(let id) = audition, let row = state.song.takes.firstIndex(where: { $0.id == id }) {
            state.takesCursor = row
        }
    }

    /// Between A and B where both are marked, else through the vocal and all takes.
    func switchAudition() {
        let song = state.song
        let ring: [Audition]
        if let a = song.a, let b = song.b, a != b {
            ring = [a, b]
        } else {
            ring = [.vocal] + song.takes.map { .take($0.id) }
        }
        let index = ring.firstIndex(of: song.audition)
        let next = ring[((index ?? -1) + 1) % ring.count]
        audition(next)
        tell(.info, title(next))
    }

    private func title(_ audition: Audition) -> String {
        let mark = audition == state.song.a ? "A: " : audition == state.song.b ? "B: " : ""
        switch audition {
        case .vocal: return mark + "the vocal alone"
        case .take(let id): return mark + (state.song[take: id]?.name ?? "take \(id)")
        }
    }

    private var selectedAudition: Audition? { (state.selectedTake?.id ?? state.selectedJob?.id).map(Audition.take) }

    func auditionSelected() {
        guard let selected = selectedAudition else { return }
        if let job = state.selectedJob, job.playable <= 0 {
            return tell(.warning, "nothing of \(job.name) can be played yet")
        }
        update { $0.audition = selected }
    }

    func playSelected() {
        guard let selected = selectedAudition else { return togglePlayback() }
        if state.song.audition == selected { return togglePlayback() }
        auditionSelected()
        if state.song.audition == selected, !state.deck.isPlaying { togglePlayback() }
    }

    func mark(_ path: WritableKeyPath<Song, Audition?> & Sendable) {
        guard let take = state.selectedTake else { return }
        edit("comparison mark") { song in
            song[keyPath: path] = song[keyPath: path] == .take(take.id) ? nil : .take(take.id)
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
        ask("name", take.name, in: .takes) { [self] text in
            let name = text.trimmingCharacters(in: .whitespaces)
            guard !name.isEmpty else { throw Complaint("a take needs a name") }
            change(take, "name of take \(take.id)") { $0.name = name }
        }
    }

    func editNote() {
        guard let take = state.selectedTake else { return }
        ask("note", take.note, in: .takes) { [self] text in
            change(take, "note on take \(take.id)") { $0.note = text.trimmingCharacters(in: .whitespaces) }
        }
    }

    func askToDelete() {
        guard let take = state.selectedTake else { return cancelJob() }
        ask(
            .deleteTake(take.id), "Delete \(take.name)? Undo brings it back.", yes: "Delete", no: "Keep")
    }

    func delete(take id: Int) {
        guard let take = state.song[take: id] else { return }
        edit("deleting \(take.name)") { song in
            song[take: id] = nil
            if song.audition == .take(id) { song.audition = .vocal }
            if song.a == .take(id) { song.a = nil }
            if song.b == .take(id) { song.b = nil }
        }
        let key = bindings.keys(of: "undo").first.map { "; \($0) brings it back" } ?? ""
        tell(.info, "\(take.name) is deleted\(key)")
    }

    // MARK: Recipes

    /// A take's recipe without what only that take needed.
    private func reusable(_ take: Take) -> Recipe {
        var recipe = take.recipe
        recipe.leadSheet = nil
        recipe.reroll = nil
        recipe.variation = nil
        return recipe
    }

    func restoreRecipe() {
        guard let take = state.selectedTake else { return }
        let before = constraints
        let settles = settlesBeats(take)
        edit("restoring a recipe") { song in
            let own = song.recipe.constraints
            song.recipe = reusable(take)
            guard settles else { return }
            // what it played to stands in the sheet from here on
            song.recipe.constraints = own
            song.sheet?.settle(on: take.leadSheet)
        }
        // what it played to is what the next take plays to
        if constraints != before { hear() }
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
