import Foundation
import Music
import Recipes
import Signal
import Songs

/// Orders takes, and what comes of them: jobs that run, sound that grows, takes that are kept.
final class GenerationController: Controller {
    /// Jobs that have sound already.
    private var growing: [Int: GrowingTake] = [:]
    /// Orders in turn that the studio has not got: what is before them is made first.
    private var waiting: [Waiting] = []
    /// Jobs that the studio has, or gets as soon as what they need is read.
    private var submitted: Set<Int> = []
    private var preparing: Set<Int> = []

    private struct Waiting {
        var order: TakeOrder
        var job: Int
        var lane: Int
        var parent: Take?
        /// Whether the player hears what sounds in other lanes when its turn comes.
        var listens: Bool
    }

    override func songCloses() {
        growing = [:]
        waiting = []
        submitted = []
        preparing = []
    }

    // MARK: Orders

    /// In the lane under the cursor: a take, or what its instrument plays.
    func generate() {
        if state.song.lane.kind != nil { return workstation.lanes.play(state.song.lane) }
        orderFresh(state.song.recipe.fromNoise)
    }

    /// A song's first takes play to one reading after the other, as long as nobody knows where the beats are: liking a
    /// take settles them.
    private func orderFresh(_ recipe: Recipe) {
        order(recipe, for: state.song.recipeLane, origin: .fresh, parent: nil, reading: nextToExplore(recipe))
    }

    /// Into the sheet's readings; nil where a take plays to the sheet as it is.
    private func nextToExplore(_ recipe: Recipe) -> Int? {
        guard let sheet = state.song.sheet, sheet.trial == nil, sheet.hasUnsureBeats, sheet.hypotheses.count > 1,
            !recipe.hasEdges, recipe.from == nil, recipe.to == nil, !listens(recipe)
        else { return nil }
        let made = state.song.allTakes.filter { $0.origin == .fresh }.count
        let index = made + state.jobs.filter { $0.origin == .fresh }.count
        let readings = sheet.hypotheses.exploring
        return readings.indices.contains(index) ? readings[index] : nil
    }

    /// A take in few steps, with what else the recipe says.
    func generateDraft() {
        guard let system = state.system(named: state.song.recipe.system) else { return generate() }
        orderFresh(system.drafted(state.song.recipe).fromNoise)
    }

    /// The selected draft in full quality. The lead sheet is that of now, as for any take.
    func refineDraft() {
        guard let take = state.selectedTake, let system = state.system(ofTake: take) else { return }
        order(system.refined(take.recipe), for: state.song.lane, origin: .fresh, parent: nil)
    }

    func askForVariation() {
        guard let take = state.selectedTake else { return }
        let last = Parameter.variation.text(of: state.song.recipe)
        workstation.dialogs.ask("strength, over 0 to 1", last.isEmpty ? Self.usualVariation : last, in: .takes) {
            [self] text in
            var recipe = take.recipe
            recipe.variation = nil
            do { try Parameter.variation.set(&recipe, typing: text) } catch { throw Self.strengthRefused }
            guard let strength = recipe.variation else { throw Self.strengthRefused }
            recipe.reroll = nil
            recipe.seed = state.song.recipe.seed
            update { $0.recipe.variation = strength }
            order(recipe, for: state.song.lane(ofTake: take.id), origin: .variation(strength), parent: take)
        }
    }

    private static let usualVariation = "0.4"
    private static let strengthRefused = Complaint("a strength is over 0 to 1: 0.2 is close, 0.8 is far")

    /// The looped part of the selected take, anew.
    func reroll() {
        guard let take = state.selectedTake, let loop = state.song.loop else { return }
        let part = loop.clamped(to: take.start..<take.start + take.duration)
        guard !part.isEmpty else { return tell(.warning, "the loop lies outside of \(take.name)") }
        var recipe = take.recipe
        recipe.variation = nil
        recipe.reroll = part
        recipe.seed = state.song.recipe.seed
        order(recipe, for: state.song.lane(ofTake: take.id), origin: .reroll(part), parent: take)
    }

    /// Queues a take; the seed of the lane's next counts up.
    /// - Parameters:
    ///   - lane: that gets the take; nil where it is gone.
    ///   - reading: which of the sheet's readings it plays to, among others: the first is what the sheet has, another one
    ///     is heard when the take is made. nil is the lead sheet.
    ///   - isEndless: whether it is made until it is told to stop.
    ///   - own: its name, where that is not told by how it came to be.
    /// - Returns: the job; nil where nothing was ordered, which was told.
    @discardableResult
    func order(
        _ ordered: Recipe, for lane: Lane?, origin: Take.Origin, parent: Take?, reading: Int? = nil,
        isEndless: Bool = false, named own: String? = nil
    ) -> Int? {
        guard let lane = lane?.id else { return nil }
        guard let vocal = sounds.vocal, let folder else {
            tell(.warning, "the vocal is still being read")
            return nil
        }
        // a take's recipe says everything that decides it
        let system = state.system(named: ordered.system)
        var recipe = system?.completed(ordered) ?? ordered
        let readings = state.song.sheet?.hypotheses ?? []
        do {
            if let system { try system.validate(recipe) } else { try recipe.validate() }
            if let reading, reading > 0 {
                recipe.constraints = readings[reading].constraints(over: workstation.leadSheet.constraints)
                recipe.leadSheet = nil
            } else {
                try checkPart(of: recipe, duration: vocal.duration)
                recipe.leadSheet =
                    (listens(recipe) ? followedSheet(besides: lane) : nil) ?? state.song.sheet?.leadSheet
            }
            // what is made anew joins what stays of its parent
            if recipe.reroll != nil, let parent { recipe.leadSheet?.tuning = parent.leadSheet.tuning ?? .standard }
            if parent == nil { try checkEdges(of: recipe) }
        } catch {
            tell(.error, "\(error)")
            return nil
        }
        let id = state.song.nextTake
        update { song in
            song.nextTake += 1
            song.seedHistory.removeAll { $0 == recipe.seed }
            song.seedHistory = [recipe.seed] + song.seedHistory.prefix(Self.keptSeeds - 1)
            // a refined draft has its seed from before: the next one stays
            if !song.isSeedLocked, song[lane: lane]?.recipe?.seed == recipe.seed {
                song[lane: lane]?.recipe?.seed = recipe.seed &+ 1
            }
        }
        let tried = origin == .fresh ? state.song.sheet?.trial?.index : nil
        let name = own ?? (reading ?? tried).map { readings.names[$0] } ?? Self.name(id, origin, parent)
        var job = WorkstationState.Job(
            id: id, lane: lane, name: name, recipe: recipe, origin: origin, parent: parent?.id)
        job.isEndless = isEndless
        tell(.info, "\(name) is queued with seed \(recipe.seed)")
        queue(job, parent: parent, vocal, from: folder)
        noteOrders()
        return id
    }

    private func queue(_ job: WorkstationState.Job, parent: Take?, _ vocal: AudioBuffer, from folder: SongFolder) {
        state.jobs.append(job)
        waiting.append(
            Waiting(
                order: TakeOrder(vocal: vocal, recipe: job.recipe, isEndless: job.isEndless), job: job.id,
                lane: job.lane, parent: parent, listens: listens(job.recipe)))
        submitWaiting(from: folder)
    }

    // MARK: Orders that outlive the program

    /// The song knows what is not made yet.
    private func noteOrders() {
        let orders = state.jobs.compactMap(\.ordered)
        update { $0.orders = orders.isEmpty ? nil : orders }
        session.hurrySaving()
    }

    /// The program ends as it should: what is not made yet did not end it.
    func keepOrders() {
        update { song in
            song.orders = song.orders?.map { order in
                var order = order
                order.tries = max(order.tries - 1, 0)
                return order
            }
        }
    }

    /// Takes that were in the making when the program ended are made, under their own numbers.
    func takeUpOrders() {
        guard state.jobs.isEmpty, let orders = state.song.orders, let vocal = sounds.vocal, let folder else { return }
        var lost: [String] = []
        for ordered in orders where state.song[take: ordered.id] == nil {
            let parent = ordered.parent.flatMap { state.song[take: $0] }
            guard let order = ordered.again, order.tries <= Self.tries, state.song[lane: order.lane] != nil,
                (parent != nil) == (ordered.parent != nil)
            else {
                lost.append(ordered.name)
                sound(insteadOf: ordered)
                continue
            }
            queue(WorkstationState.Job(order), parent: parent, vocal, from: folder)
        }
        noteOrders()
        let again = state.jobs.map(\.name)
        if !lost.isEmpty {
            tell(.warning, "not made when the program ended: \(lost.joined(separator: ", "))")
        } else if !again.isEmpty {
            tell(.info, "the program ended before these were made; now they are: \(again.joined(separator: ", "))")
        }
    }

    /// What will not be made does not sound: what it was made from does, or the newest take of its lane.
    private func sound(insteadOf ordered: OrderedTake) {
        update { song in
            guard let lane = song[lane: ordered.lane], lane.active == ordered.id else { return }
            song[lane: ordered.lane]?.active =
                ordered.parent.flatMap { lane[take: $0]?.id } ?? lane.takes.last?.id
        }
    }

    /// Times that a take is begun: what ends the program twice would do so again.
    private static let tries = 2

    /// Whether takes of a recipe are made to all that sounds.
    private func listens(_ recipe: Recipe) -> Bool { state.system(named: recipe.system)?.players != nil }

    /// While nobody knows where the beats are, a player follows the reading that what sounds was made to.
    private func followedSheet(besides lane: Int) -> LeadSheet? {
        guard state.song.sheet?.hasUnsureBeats ?? false else { return nil }
        let heard = state.song.lanes.filter { $0.id != lane }.compactMap(\.activeTake)
        return heard.first { $0.recipe.leadSheet == nil }?.leadSheet
    }

    /// Hands orders to the studio in turn; one that listens waits until nothing before it is in the making.
    private func submitWaiting(from folder: SongFolder) {
        while let next = waiting.first, !next.listens || submitted.isEmpty {
            waiting.removeFirst()
            // who listens does not wait for what has no end
            if !next.order.isEndless { submitted.insert(next.job) }
            guard next.listens || next.parent != nil else {
                studio.submit(next.order, job: next.job)
                continue
            }
            let song = state.song
            preparing.insert(next.job)
            session.background(on: workers.reading, isOfSong: false) {
                var full = next.order
                var heard: [String]?
                full.given = try next.parent.map {
                    Given(try folder.audio(of: $0), start: $0.start, keptBy: next.order.recipe)
                }
                if next.listens {
                    let sounds = try folder.sounds(of: song)
                    let context = try song.context(
                        besides: next.lane, vocal: next.order.vocal, takes: sounds.takes, parts: sounds.parts)
                    (full.context, heard) = (context?.sound, context?.names)
                }
                return (full, heard)
            } then: { [self] result in
                // it may have been cancelled meanwhile
                guard preparing.remove(next.job) != nil else { return }
                switch result {
                case .success(let (full, heard)):
                    changeJob(next.job) { $0.heard = heard }
                    studio.submit(full, job: next.job)
                case .failure(let error): handle(.failed(job: next.job, "\(error)"))
                }
            }
        }
    }

    /// The studio has done with a job.
    private func ended(_ job: Int) {
        submitted.remove(job)
        preparing.remove(job)
        if let folder { submitWaiting(from: folder) }
    }

    /// - Throws: `Complaint`, `RecipeError` where nobody knows how long the bars of a pre-roll or a tail are.
    private func checkEdges(of recipe: Recipe) throws {
        guard recipe.hasEdges else { return }
        guard let sheet = recipe.leadSheet else {
            throw Complaint("a pre-roll and a tail are counted in bars: wait until the vocal has been heard")
        }
        try recipe.checkEdges(of: sheet)
    }

    private static let keptSeeds = 50

    private static func name(_ id: Int, _ origin: Take.Origin, _ parent: Take?) -> String {
        switch origin {
        case .fresh: "Take \(id)"
        case .variation: "Like \(parent?.name ?? "another")"
        case .reroll: "\(parent?.name ?? "Take") re-rolled"
        case .extended(let added):
            if let parent, added.lowerBound < parent.start {
                "\(parent.name) with an intro"
            } else {
                "\(parent?.name ?? "Take") goes on"
            }
        }
    }

    /// - Throws: `Complaint` where the part that is accompanied lies after the vocal.
    private func checkPart(of recipe: Recipe, duration: Double) throws {
        let start = recipe.from ?? 0
        guard start < duration else {
            throw Complaint("the part begins at \(start.formatted()) s, after the vocal's end")
        }
    }

    func cancelJob() {
        let running = state.jobs.first { if case .running = $0.phase { true } else { false } }
        guard let job = state.selectedJob ?? running ?? state.activeJobs.first ?? state.jobs.first else { return }
        cancel(job)
    }

    func cancelAllJobs() { state.jobs.forEach { cancel($0) } }

    func cancelJobs(ofLane lane: Int) { state.jobs.filter { $0.lane == lane }.forEach { cancel($0) } }

    private func cancel(_ job: WorkstationState.Job) {
        if case .failed = job.phase {
            drop(job: job.id)
        } else if preparing.contains(job.id) || waiting.contains(where: { $0.job == job.id }) {
            handle(.cancelled(job: job.id))
        } else {
            studio.cancel(job: job.id)
            tell(.info, "\(job.name) is being cancelled")
        }
    }

    private func drop(job id: Int) {
        growing[id] = nil
        waiting.removeAll { $0.job == id }
        state.jobs.removeAll { $0.id == id }
        noteOrders()
        if state.song[take: id] == nil {
            sounds.drop(id)
            state.media.takes[id] = nil
            update { $0.dropDanglingAuditions(besides: Set(self.state.jobs.map(\.id))) }
        }
        workstation.takes.moveTakesCursor(0)
        ended(id)
    }

    // MARK: Answers

    /// What the studio tells.
    func handle(_ event: TakeEvent) {
        switch event {
        case .engineReady: state.engine = .ready
        case .engineUnavailable(let reason):
            state.engine = .unavailable(reason)
            state.isHearing = false
            tell(.error, reason)
        case .heard(let sheet, let hypotheses):
            workstation.leadSheet.heard(sheet, hypotheses)
        case .cannotHear(let reason):
            workstation.leadSheet.cannotHear(reason)
        case .progress(let id, let progress, let secondsLeft, let speed):
            changeJob(id) { job in
                job.phase = .running(progress)
                job.secondsLeft = secondsLeft
                job.speed = speed
            }
        case .sections(let id, let stems, let start): grow(id, stems, from: start)
        case .finished(let id, let made): keep(id, made)
        case .cancelled(let id):
            if let job = state.jobs.first(where: { $0.id == id }) { tell(.info, "\(job.name) is cancelled") }
            drop(job: id)
        case .failed(let id, let reason):
            changeJob(id) { $0.phase = .failed(reason) }
            noteOrders()
            if let job = state.jobs.first(where: { $0.id == id }) { tell(.error, "\(job.name) failed: \(reason)") }
            ended(id)
        }
    }

    private func changeJob(_ id: Int, _ change: (inout WorkstationState.Job) -> Void) {
        guard let index = state.jobs.firstIndex(where: { $0.id == id }) else { return }
        change(&state.jobs[index])
    }

    /// New sound of a job, which can be played already.
    /// - Parameter start: seconds of the song at which it begins.
    private func grow(_ id: Int, _ stems: [String: AudioBuffer], from start: Double) {
        guard let rate = state.sampleRate, state.jobs.contains(where: { $0.id == id }) else { return }
        let take = growing[id] ?? GrowingTake(rate: rate)
        growing[id] = take
        background(on: workers.reading) {
            try take.append(stems, from: start)
        } then: { [self] sound in
            guard state.jobs.contains(where: { $0.id == id }) else { return }
            sounds.keep(sound.stems, of: id)
            sounds.loudness[id] = sound.loudness
            changeJob(id) { $0.start = sound.start }
            hearFirst(id)
            workstation.extending.hear(id)
            changeJob(id) { $0.playable = sound.stems.values.first?.duration ?? 0 }
            if state.jobs.contains(where: { $0.id == id && $0.isEndless }) { noteOrders() }
            if state.song.isActive(id) { workstation.playback.reloadPlan() }
            draw(take, with: stems, of: id, start: sound.start)
        }
    }

    private func draw(_ take: GrowingTake, with stems: [String: AudioBuffer], of id: Int, start: Double) {
        session.background(on: workers.pictures) {
            try take.picture(with: stems, start: start)
        } then: { [self] result in
            guard state.jobs.contains(where: { $0.id == id }) else { return }
            switch result {
            case .success(let picture): state.media.takes[id] = picture
            case .failure(let error): tell(.error, "no spectrogram: \(error)")
            }
        }
    }

    /// A lane's first take is heard as soon as there is something of it.
    private func hearFirst(_ id: Int) {
        guard let job = state.jobs.first(where: { $0.id == id }), job.playable == 0,
            state.jobs.first(where: { $0.lane == job.lane })?.id == id,
            let lane = state.song[lane: job.lane], lane.takes.isEmpty, lane.active == nil
        else { return }
        update { $0[lane: job.lane]?.active = id }
    }

    /// A finished take: first onto the disk, then into the list.
    private func keep(_ id: Int, _ made: MadeTake) {
        guard let folder, let rate = state.sampleRate, let job = state.jobs.first(where: { $0.id == id }) else {
            return
        }
        let order = state.systems.first { $0.name == job.recipe.system }?.stems(of: job.recipe) ?? []
        var (recipe, origin) = (job.recipe, job.origin)
        if job.isEndless, let first = recipe.reroll?.lowerBound {
            // an endless take was made as far as it is
            let added = first..<max(made.start + (made.stems.values.first?.duration ?? 0), first.nextUp)
            (recipe.reroll, origin) = (added, .extended(added))
        }
        let take = Take(
            id: id, name: job.name, recipe: recipe, origin: origin, parent: job.parent,
            modelHash: made.modelHash, heard: job.heard, leadSheet: made.leadSheet, start: made.start, duration: 0,
            sampleRate: made.stems.values.first?.sampleRate ?? rate, stems: order.map { .init(name: $0, file: "") },
            computeSeconds: made.computeSeconds)
        let lane = state.song[lane: job.lane]
        session.background(on: workers.reading) {
            (
                try folder.store(take, stems: made.stems, in: lane),
                try made.stems.mapValues { try Resampler.resample($0, to: rate) }
            )
        } then: { [self] result in
            switch result {
            case .success(let (take, stems)): arrived(take, stems, in: job.lane)
            case .failure(let error): handle(.failed(job: id, "it can't be kept: \(error)"))
            }
        }
    }

    private func arrived(_ take: Take, _ stems: [String: AudioBuffer], in lane: Int) {
        // the cursor stays on what it is on
        let selected = state.selectedTake?.id ?? state.selectedJob?.id
        growing[take.id] = nil
        state.jobs.removeAll { $0.id == take.id }
        sounds.keep(stems.mapValues { SectionedAudio($0.narrow()) }, of: take.id)
        update { $0.add(take, toLane: lane) }
        noteOrders()
        sounds.loudness[take.id] = nil
        defer { ended(take.id) }
        guard state.song[take: take.id] != nil else {
            let keys = ["undo", "redo"].compactMap { bindings.keys(of: $0).first.map { "\($0)" } }
            return tell(
                .info, "\(take.name) is finished; it comes back with its lane: \(keys.joined(separator: " or "))")
        }
        let ids = state.song.takes.map(\.id) + state.laneJobs.map(\.id)
        if let row = ids.firstIndex(where: { $0 == selected }) { state.takesCursor = row }
        workstation.media.drawTake(take.id, stems, start: take.start)
        tell(.info, "\(take.name) is finished")
    }
}

extension Inbox {
    /// From any thread.
    public func receive(_ event: TakeEvent) { post { $0.handle(event) } }
}
