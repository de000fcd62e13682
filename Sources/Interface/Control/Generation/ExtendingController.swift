import Foundation
import Music
import Recipes
import Signal
import Songs

/// Music that nobody sang to: takes that become longer, gaps that are filled, a band that goes on without end, and a band that
/// words lead. A take of any system can go on; the system that does it plays along with what is there.
final class ExtendingController: Controller {
    /// Seconds of the song up to which the studio knows that an endless take was played.
    private var told = -Double.infinity

    private static let usualBars = 8
    private static let bars = 1...200
    /// Seconds before the end of a take from which its going on is heard.
    private static let runUp = 8.0

    enum Place { case before, after }

    // MARK: Longer takes

    func askToExtend(_ place: Place) {
        guard let take = state.selectedTake else { return }
        let label = place == .after ? "bars after it" : "bars before it"
        workstation.dialogs.ask(label, "\(Self.usualBars)", in: .takes) { [self] text in
            guard let bars = Int(text.trimmingCharacters(in: .whitespaces)), Self.bars.contains(bars) else {
                throw Complaint("bars are a whole number from 1 to \(Self.bars.upperBound)")
            }
            try extend(take, bars: bars, place)
        }
    }

    private func extend(_ take: Take, bars: Int, _ place: Place) throws {
        guard let sheet = state.song.sheet?.leadSheet, sheet.beats.count > 1 else {
            throw Complaint("nobody knows how long a bar is: wait until the vocal has been heard, or tap the tempo")
        }
        let range = take.start..<take.start + take.duration
        let bar = 60 / sheet.tempo * Double(max(sheet.meter, 1))
        let reach = (Double(bars) + 1) * bar
        let lines = sheet.carriedOn(
            from: 0..<state.songDuration, over: (range.lowerBound - reach)..<(range.upperBound + reach)
        ).downbeatTimes
        // whole bars: up to the line that is nearest
        let wanted =
            place == .after ? range.upperBound + Double(bars) * bar : range.lowerBound - Double(bars) * bar
        let line = lines.min { abs($0 - wanted) < abs($1 - wanted) } ?? wanted
        let added = place == .after ? range.upperBound..<line : line..<range.lowerBound
        guard let recipe = recipe(goingOnFrom: take, anew: added, extends: true) else { return }
        workstation.generation.order(
            recipe, for: state.song.lane(ofTake: take.id), origin: .extended(added), parent: take)
    }

    /// The loop in the selected take, without one its longest gap, played by the system that goes on by itself.
    func fill() {
        guard let take = state.selectedTake else { return }
        guard let gap = state.song.loop?.clamped(to: take.start..<take.start + take.duration) ?? longestGap(in: take)
        else {
            return tell(.warning, "\(take.name) is silent nowhere for a second; loop what shall be filled")
        }
        guard !gap.isEmpty else { return tell(.warning, "the loop lies outside of \(take.name)") }
        guard let recipe = recipe(goingOnFrom: take, anew: gap, extends: take.recipe.extends) else { return }
        workstation.generation.order(
            recipe, for: state.song.lane(ofTake: take.id), origin: .reroll(gap), parent: take,
            named: "\(take.name) filled")
    }

    /// Where a take is silent longest, in seconds of the song; nil where it plays all the time.
    private func longestGap(in take: Take) -> Range<Double>? {
        guard let sound = sounds.stems[take.id].flatMap({ AudioBuffer.sum($0.mapValues(\.joined)) }) else { return nil }
        let gaps = SilentStretches.ranges(in: sound.mono(), rate: sound.sampleRate, least: Self.shortestGap)
        return gaps.max { $0.upperBound - $0.lowerBound < $1.upperBound - $1.lowerBound }.map {
            (take.start + $0.lowerBound)..<(take.start + $0.upperBound)
        }
    }

    /// Seconds.
    private static let shortestGap = 1.0

    private func recipe(goingOnFrom take: Take, anew: Range<Double>, extends: Bool?) -> Recipe? {
        guard
            let system = state.system(ofTake: take).flatMap({ $0.canExtend ? $0 : nil })
                ?? state.systems.first(where: \.canExtend)
        else { return nil }
        var recipe = (take.recipe.system == system.name ? take.recipe : system.adopting(take.recipe)).fromNoise
        recipe.seed = state.song.recipe.seed
        recipe.stems = nil
        recipe.reroll = anew
        recipe.extends = extends
        return recipe
    }

    // MARK: Without end

    /// Lets the selected take go on until told again.
    func toggleJam() {
        if let jam = state.jam {
            studio.finish(job: jam.id)
            return tell(.info, "\(jam.name) ends here, and is kept")
        }
        guard let take = state.selectedTake else { return }
        let end = take.start + take.duration
        let anew = end..<(end + TakeOrder.longestExtension)
        guard let recipe = recipe(goingOnFrom: take, anew: anew, extends: true) else { return }
        told = -.infinity
        guard
            workstation.generation.order(
                recipe, for: state.song.lane(ofTake: take.id), origin: .extended(anew), parent: take, isEndless: true,
                named: "\(take.name) jam")
                != nil
        else { return }
        playInto(end, of: take)
        let key = bindings.keys(of: "jam").first.map { "; \($0) ends it" } ?? ""
        tell(.info, "the band goes on after \(take.name)\(key)")
    }

    /// Plays the end of a take at once, so that its first new section is made meanwhile.
    private func playInto(_ end: Double, of take: Take) {
        update { song in
            if let lane = song.lane(ofTake: take.id)?.id { song[lane: lane]?.active = take.id }
            song.isLooping = false
        }
        guard !state.deck.isPlaying else { return }
        workstation.playback.reloadPlan()
        workstation.playback.seek(to: max(end - Self.runUp, take.start))
        workstation.playback.togglePlayback()
    }

    /// An endless take is heard as soon as there is something of it: it begins with what it goes on from.
    func hear(_ id: Int) {
        guard let job = state.jobs.first(where: { $0.id == id }), job.isEndless, job.playable == 0,
            let first = job.recipe.reroll?.lowerBound
        else { return }
        update { $0[lane: job.lane]?.active = id }
        // playback may have come to the end before
        guard !state.deck.isPlaying, state.playhead >= first - Self.runUp else { return }
        workstation.playback.reloadPlan()
        workstation.playback.togglePlayback()
    }

    /// The studio makes more before what there is has been played.
    func followPlayback() {
        guard let jam = state.jam else { return }
        let here = state.playhead
        guard abs(here - told) >= 1 else { return }
        told = here
        studio.played(until: here, job: jam.id)
    }

    // MARK: Words

    /// A take that words lead: in the lane under the cursor where its system follows words, else in one of its own.
    func askForPrompt() {
        guard let system = state.systems.first(where: { $0.parameter(Parameter.promptID) != nil }),
            let prompt = system.parameter(Parameter.promptID)
        else { return }
        let lane = state.song.systemLanes.first { $0.recipe?.system == system.name }
        let here = state.song.lane.recipe?.system == system.name ? state.song.lane : lane
        let last = here?.recipe.map { prompt.text(of: $0) } ?? ""
        workstation.dialogs.ask("band", last, words: prompt.written?.words ?? [], in: .takes) { [self] text in
            guard !text.allSatisfy(\.isWhitespace) else {
                throw Complaint("say what shall play, like \"bright pop with piano\"")
            }
            var recipe = here?.recipe ?? system.defaults
            recipe.constraints = state.song.recipe.constraints
            try prompt.set(&recipe, typing: text)
            if let here {
                edit("prompt") { $0[lane: here.id]?.recipe = recipe }
                workstation.lanes.select(lane: here.id)
            } else {
                recipe.seed = state.song.freeSeed
                edit("adding \(system.name)") { $0.addLane(named: system.name, player: .system(recipe)) }
                workstation.lanes.showLane()
            }
            workstation.generation.generate()
            if let remark = prompt.written?.remark?(text) { tell(.warning, remark) }
        }
    }
}

extension WorkstationState {
    /// The take that is made without end.
    public var jam: Job? {
        jobs.first { job in
            guard job.isEndless else { return false }
            if case .failed = job.phase { return false }
            return true
        }
    }
}
