import Foundation
import Music
import Recipes
import Signal
import Songs

/// Lanes: which one is under the cursor, and what is done to it.
final class LanesController: Controller {
    // MARK: Cursor

    func moveLaneCursor(_ steps: Int) {
        let lanes = state.song.accompaniment
        guard let index = lanes.firstIndex(where: { $0.id == state.song.lane.id }) else { return }
        select(lane: lanes[min(max(index + steps, 0), lanes.count - 1)].id)
    }

    /// Puts the cursor on a lane: in the timeline, in the take list and in the mixer.
    func select(lane id: Int) {
        guard id != Lane.vocal, id != state.song.selected else { return }
        update { $0.selected = id }
        showLane()
    }

    /// The cursors of take list and mixer go where the lane's is.
    func showLane() {
        let lane = state.song.lane
        state.takesCursor = max(lane.takes.firstIndex { $0.id == lane.active } ?? lane.takes.count - 1, 0)
        if state.selectedStrip?.lane != lane.id,
            let strip = state.mixerTargets.firstIndex(of: .strip(.init(lane: lane.id)))
        {
            state.mixerCursor = strip
        }
    }

    // MARK: Editing

    func askForLane() {
        workstation.dialogs.ask("new lane", state.song.freeName("lane"), in: .takes) { [self] text in
            let name = try laneName(text)
            let system = studio.systems.first
            let given = state.song.recipe.constraints
            edit("adding \(name)") { song in
                var recipe = system?.defaults ?? Recipe()
                recipe.constraints = given
                recipe.seed = song.freeSeed
                song.addLane(named: name, player: .system(recipe))
            }
            showLane()
            let key = bindings.keys(of: "generate").first.map { "; \($0) makes its first take" } ?? ""
            tell(.info, "\(state.song.lane.name) has a strip in the mixer\(key)")
        }
    }

    // MARK: Players

    func openPlayers() {
        let items = state.systems.flatMap { system in
            system.playerNames.map { Overlay.Picker.Item(value: $0, title: $0, detail: system.title) }
        }
        workstation.dialogs.show(.init(kind: .players, title: "Who plays?", items: items))
    }

    /// A lane for a player, whose first take is ordered at once.
    func add(player name: String) {
        guard let recipe = recipe(ofPlayer: name, in: state.song, style: saidStyle) else { return }
        let gain = state.song.gainOfOneMore { state.system(named: $0.system)?.players != nil }
        edit("adding \(name)") { $0.addLane(named: name, player: .system(recipe), gain: gain) }
        showLane()
        workstation.generation.generate()
    }

    /// A take of everyone in the band, in turn, in the lanes that they have or in new ones.
    func playBand() {
        guard let system = state.systems.first(where: { $0.players != nil }), let players = system.players else {
            return
        }
        func lane(_ player: String) -> Lane? {
            state.song.systemLanes.first { lane in
                lane.recipe.map { $0.system == system.name && system.player(in: $0) == player } ?? false
            }
        }
        let missing = players.band.filter { lane($0) == nil }
        if !missing.isEmpty {
            edit("adding \(missing.joined(separator: ", "))") { song in
                let style = saidStyle ?? Style.allCases[Int(song.freeSeed % UInt64(Style.allCases.count))]
                for name in missing {
                    guard let recipe = recipe(ofPlayer: name, in: song, style: style) else { continue }
                    song.addLane(
                        named: name, player: .system(recipe), gain: Song.gain(inBandOf: players.band.count))
                }
            }
        }
        for lane in players.band.compactMap(lane) {
            select(lane: lane.id)
            workstation.generation.generate()
        }
    }

    /// Usual, but for what the singer fixed.
    private func recipe(ofPlayer name: String, in song: Song, style: Style?) -> Recipe? {
        guard var recipe = state.systems.system(ofPlayer: name)?.recipe(forPlayer: name) else { return nil }
        recipe.constraints = song.recipe.constraints
        recipe.style = style
        recipe.seed = song.freeSeed
        return recipe
    }

    /// That of the lane under the cursor, else of another: a band plays in one style.
    private var saidStyle: Style? {
        state.song.recipe.style ?? state.song.systemLanes.compactMap { $0.recipe?.style }.first
    }

    // MARK: Editing

    func renameLane() {
        let lane = state.song.lane
        workstation.dialogs.ask("lane", lane.name, in: .takes) { [self] text in
            let name = try laneName(text, besides: lane)
            edit("name of \(lane.name)") { $0[lane: lane.id]?.name = name }
        }
    }

    /// - Throws: `Complaint` where it is none, or another lane has it.
    private func laneName(_ text: String, besides own: Lane? = nil) throws -> String {
        let name = try self.name(text, of: "a lane")
        let isTaken = state.song.lanes.contains { $0.id != own?.id && $0.name.lowercased() == name.lowercased() }
        guard !isTaken else { throw Complaint("there is a lane called \(name) already") }
        return name
    }

    func duplicateLane() {
        let lane = state.song.lane
        edit("duplicating \(lane.name)") { _ = $0.duplicateLane(lane.id) }
        showLane()
        let copy = state.song.lane
        guard copy.kind == nil else { return play(copy) }
        tell(.info, "\(copy.name) has the recipe of \(lane.name)")
    }

    func moveLane(by steps: Int) {
        let lane = state.song.lane
        var hasMoved = false
        edit("moving \(lane.name)") { hasMoved = $0.moveLane(lane.id, by: steps) }
        guard hasMoved else { return tell(.warning, "\(lane.name) is the \(steps < 0 ? "first" : "last") lane") }
        showLane()
        if let strip = state.mixerTargets.firstIndex(of: .strip(.init(lane: lane.id))) { state.mixerCursor = strip }
    }

    func toggleLaneMute() { change("mute") { $0.isMuted.toggle() } }

    func toggleLaneSolo() { change("solo") { $0.isSoloed.toggle() } }

    private func change(_ title: String, _ change: (inout StripSettings) -> Void) {
        let lane = state.song.lane
        edit("\(title) of \(lane.name)") { change(&$0[strip: .init(lane: lane.id)]) }
        let strip = state.song.lane.strip
        let words = [strip.isMuted ? "muted" : nil, strip.isSoloed ? "solo" : nil].compactMap(\.self)
        tell(.info, "\(lane.name): \(words.isEmpty ? "sounds" : words.joined(separator: ", "))")
    }

    func askToRemoveLane() {
        let lane = state.song.lane
        guard !lane.takes.isEmpty || lane.part != nil || !state.laneJobs.isEmpty else { return remove(lane: lane.id) }
        let takes = lane.takes.count == 1 ? "1 take" : "\(lane.takes.count) takes"
        let content = lane.kind == nil ? "with \(takes)" : "with what is played in it"
        workstation.dialogs.ask(
            .removeLane(lane.id), "Remove \(lane.name) \(content)? Undo brings it back.", yes: "Remove", no: "Keep")
    }

    func remove(lane id: Int) {
        guard let lane = state.song[lane: id], state.song.canRemove(id) else { return }
        workstation.generation.cancelJobs(ofLane: id)
        let jobs = Set(state.jobs.filter { $0.lane != id }.map(\.id))
        edit("removing \(lane.name)") { _ = $0.removeLane(id, besides: jobs) }
        showLane()
        let key = bindings.keys(of: "undo").first.map { "; \($0) brings it back" } ?? ""
        tell(.info, "\(lane.name) is removed\(key)")
    }

    // MARK: Instruments

    /// Has what an instrument plays in a lane played anew.
    func play(_ lane: Lane) {
        guard case .instrument(let kind, let instrument) = lane.player else { return }
        guard state.guideInMaking == nil else { return tell(.warning, "an instrument is playing its part already") }
        switch kind {
        case .melody:
            guard let vocal = sounds.vocal else { return tell(.warning, "the vocal is still being read") }
            workstation.guides.playGuide(
                .melody, in: lane, by: instrument, GuideController.melody(of: vocal, state.song.tuning))
        case .chords:
            guard let sheet = state.song.sheet?.leadSheet, !sheet.beats.isEmpty else {
                return tell(.warning, "there is no lead sheet yet to play chords of")
            }
            workstation.guides.playGuide(.chords, in: lane, by: instrument, GuideController.chords(of: sheet))
        case .played:
            guard let passes = lane.guide?.passes ?? state.song.lane(of: .played)?.guide?.passes else {
                return tell(.warning, "play something on the piano keys first")
            }
            workstation.guides.playGuide(.played, in: lane, by: instrument) { _, instrument in
                passes.map { KeyPass(instrument: instrument, notes: $0.notes) }
            }
        }
    }
}
