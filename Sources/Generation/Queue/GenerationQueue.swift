import Dispatch
import Listener
import Music
import Recipes
import Signal
import Synchronization

/// Takes and listening in the background: takes one after another, listening beside them. No call waits. A recording is
/// heard once, whoever asks first, and every order carries what was heard.
public final class GenerationQueue: Sendable {
    private let loading: GenerationSystems
    private let handler: @Sendable (TakeEvent) -> Void
    private let state = Mutex(State())
    private let generation = DispatchQueue(label: "backline.generation", qos: .utility)
    private let listening = DispatchQueue(label: "backline.listening", qos: .utility)
    private let events = DispatchQueue(label: "backline.generation.events")
    private let generationThread = WorkerThread(name: "generation")
    private let listeningThread = WorkerThread(name: "listening")

    /// Bytes that have to be available beside a system that is loaded; with fewer the others are let go.
    private static let spareMemory = 1 << 30

    private struct State {
        var waiting: [(job: Int, order: TakeOrder)] = []
        var running: Int?
        var cancelled: Set<Int> = []
        var isStopped = false
        var loaded: [String: any GenerationSystem] = [:]
        var isReady = false
        /// Why the engine can't be opened.
        var unavailable: String?
        /// Counts calls of `listen`; only the newest is answered.
        var listening = 0
        /// Endless takes that have begun.
        var endless: [Int: EndlessTake] = [:]
    }

    /// - Parameter handler: gets all events, one at a time and in order, on a thread of the queue.
    public init(systems: GenerationSystems, handler: @escaping @Sendable (TakeEvent) -> Void) {
        loading = systems
        self.handler = handler
    }

    /// Known before anything is loaded.
    public var systems: [SystemDescription] { loading.registry.descriptions }

    /// Opens the engine and loads the first system ahead of the first job.
    public func prepare() {
        guard let first = systems.first else { return }
        onGeneration {
            do {
                _ = try self.system(first.name)
            } catch {
                // that the engine can't be opened has been report
                if !(error is EngineUnavailable) { self.emit(.engineUnavailable(String(describing: error))) }
            }
        }
    }

    /// Hears a vocal; what is given in the constraints is kept. A newer call takes the place of older ones that are
    /// not answered yet.
    public func listen(to vocal: AudioBuffer, constraints: ListeningConstraints) {
        let number = state.withLock { state in
            state.listening += 1
            return state.listening
        }
        listening.async { [self] in
            listeningThread.run { [self] in
                func isNewest() -> Bool { state.withLock { $0.listening == number && !$0.isStopped } }
                guard isNewest() else { return }
                let event: TakeEvent
                do {
                    try start()
                    let heard = try loading.hearing.listen(to: vocal, constraints: constraints)
                    event = .heard(heard.leadSheet, hypotheses: heard.hypotheses)
                } catch {
                    event = .cannotHear(Self.sentence(error))
                }
                if isNewest() { emit(event) }
            }
        }
    }

    /// Queues a take under an identifier that the caller chooses and never uses again.
    public func submit(_ order: TakeOrder, job: Int) {
        state.withLock { $0.waiting.append((job, order)) }
        onGeneration { self.run(job) }
    }

    /// Ends a job within one step, or takes it out of the queue; does nothing to a job that has ended.
    public func cancel(job: Int) {
        let wasWaiting = state.withLock { state in
            if let take = state.endless[job], take.isResting {
                state.endless[job] = nil
                return true
            }
            if state.running == job || state.endless[job] != nil { state.cancelled.insert(job) }
            let count = state.waiting.count
            state.waiting.removeAll { $0.job == job }
            return state.waiting.count < count
        }
        if wasWaiting { emit(.cancelled(job: job)) }
    }

    /// Ends an endless take with what was made of it, within one step; one that has not begun is cancelled.
    public func finish(job: Int) {
        let isResting = state.withLock { state -> Bool? in
            guard let take = state.endless[job] else { return nil }
            take.isEnding = true
            defer { take.isResting = false }
            return take.isResting
        }
        switch isResting {
        case true?: onGeneration { self.goOn(job) }
        case false?: break
        case nil: cancel(job: job)
        }
    }

    /// Playback has come so far in an endless take: more of it is made before that runs out.
    /// - Parameter seconds: of the song.
    public func played(until seconds: Double, job: Int) {
        let goesOn = state.withLock { state in
            guard let take = state.endless[job] else { return false }
            take.played = max(take.played, seconds)
            guard take.isResting, take.wantsMore else { return false }
            take.isResting = false
            return true
        }
        if goesOn { onGeneration { self.goOn(job) } }
    }

    /// Cancels everything and waits until nothing computes, a step at most: before the program ends.
    public func stop() {
        state.withLock { state in
            state.isStopped = true
            state.waiting.removeAll()
            state.endless.removeAll()
        }
        generation.sync {}
        listening.sync {}
        events.sync {}
    }

    // MARK: Work

    private func onGeneration(_ work: @escaping @Sendable () -> Void) {
        generation.async { [self] in
            guard !state.withLock({ $0.isStopped }) else { return }
            generationThread.run(work)
        }
    }

    private func run(_ job: Int) {
        let order = state.withLock { state -> TakeOrder? in
            guard let index = state.waiting.firstIndex(where: { $0.job == job }) else { return nil }
            state.running = job
            return state.waiting.remove(at: index).order
        }
        guard let order else { return }
        if order.isEndless { return begin(order, job: job) }
        let result = Result { try make(order, job: job) }
        end(job, result)
    }

    private func end(_ job: Int, _ result: Result<MadeTake, any Error>) {
        let wasCancelled = state.withLock { state in
            state.running = nil
            return state.cancelled.remove(job) != nil || state.isStopped
        }
        switch result {
        case .success(let made) where !wasCancelled: emit(.finished(job: job, made))
        case .failure(let error) where !wasCancelled && !Self.isCancellation(error):
            emit(.failed(job: job, Self.sentence(error)))
        default: emit(.cancelled(job: job))
        }
    }

    private func make(_ order: TakeOrder, job: Int) throws -> MadeTake {
        let begin = ContinuousClock.now
        func time() -> Double { (ContinuousClock.now - begin) / .seconds(1) }
        let (system, heard) = try prepare(order, job: job)
        let span = heard.span
        let wanted = order.recipe.reroll?.clamped(to: span.start..<span.start + span.duration)
        let seconds = wanted.map { $0.upperBound - $0.lowerBound } ?? span.duration
        var made = try system.perform(heard, into: sink(job, TimeEstimate(audioSeconds: seconds, time: time()), time))
        made.computeSeconds = time()
        return made
    }

    /// What makes an order, and what is heard for it.
    private func prepare(_ order: TakeOrder, job: Int) throws -> (system: any GenerationSystem, order: Order) {
        try order.validate()
        let system = try system(order.recipe.system)
        try system.description.validate(order.recipe)
        try check(job)
        emit(.progress(job: job, .listening, secondsLeft: nil, speed: nil))
        let heard = try loading.hearing.order(order)
        try check(job)
        return (system, heard)
    }

    private func sink(_ job: Int, _ estimate: TimeEstimate, _ time: @escaping () -> Double) -> JobSink {
        JobSink(estimate: estimate, time: time, check: { try self.check(job) }) { progress, estimate in
            // nobody knows when an endless take ends
            let left = self.state.withLock { $0.endless[job] == nil } ? estimate.secondsLeft : nil
            self.emit(.progress(job: job, progress, secondsLeft: left, speed: estimate.speed))
        } sound: { stems, start in
            let seconds = stems.values.first?.duration ?? 0
            self.state.withLock { $0.endless[job]?.made = start + seconds }
            self.emit(.sections(job: job, stems: stems, start: start))
        }
    }

    // MARK: Endless takes

    private func begin(_ order: TakeOrder, job: Int) {
        do {
            let (system, heard) = try prepare(order, job: job)
            let start = ContinuousClock.now
            func time() -> Double { (ContinuousClock.now - start) / .seconds(1) }
            let sink = sink(job, TimeEstimate(audioSeconds: heard.span.duration, time: 0), time)
            guard let stream = try system.stream(heard, into: sink) else {
                throw RecipeError("\(system.description.title) plays no longer than the vocal")
            }
            let joint = order.recipe.reroll?.lowerBound ?? heard.span.start
            state.withLock { $0.endless[job] = EndlessTake(stream, start: joint) }
            goOn(job)
        } catch {
            end(job, .failure(error))
        }
    }

    /// The next section, then whatever else waits; other takes are made between two sections.
    private func goOn(_ job: Int) {
        let take = state.withLock { state -> EndlessTake? in
            state.running = job
            return state.endless[job]
        }
        guard let take else { return }
        let begin = ContinuousClock.now
        let result = Result { try isEnding(take) ? false : take.stream.next() }
        take.computeSeconds += (ContinuousClock.now - begin) / .seconds(1)
        switch result {
        case .success(true):
            let goesOn = state.withLock { state in
                state.running = nil
                take.isResting = !take.wantsMore && !take.isEnding && !state.cancelled.contains(job)
                return !take.isResting
            }
            if goesOn { onGeneration { self.goOn(job) } }
        case .failure(let error) where !Self.isCancellation(error) || !isEnding(take) || isCancelled(job):
            state.withLock { $0.endless[job] = nil }
            end(job, .failure(error))
        default:
            var made = take.stream.made()
            guard made.stems.values.contains(where: { $0.frameCount > 0 }) else {
                state.withLock { $0.endless[job] = nil }
                return end(job, .failure(GenerationError.cancelled))
            }
            made.computeSeconds = take.computeSeconds
            state.withLock { $0.endless[job] = nil }
            end(job, .success(made))
        }
    }

    private func isEnding(_ take: EndlessTake) -> Bool { state.withLock { _ in take.isEnding } }
    private func isCancelled(_ job: Int) -> Bool { state.withLock { $0.cancelled.contains(job) } }

    /// Tells how far a job has come, and what of it can be heard.
    private final class JobSink: TakeSink {
        private var estimate: TimeEstimate
        private let time: () -> Double
        private let check: () throws -> Void
        private let report: (TakeProgress, TimeEstimate) -> Void
        private let sound: ([String: AudioBuffer], Double) -> Void
        private var last: TakeProgress?

        init(
            estimate: TimeEstimate, time: @escaping () -> Double, check: @escaping () throws -> Void,
            report: @escaping (TakeProgress, TimeEstimate) -> Void,
            sound: @escaping ([String: AudioBuffer], Double) -> Void
        ) {
            self.estimate = estimate
            self.time = time
            self.check = check
            self.report = report
            self.sound = sound
        }

        func progress(_ progress: TakeProgress) throws {
            try check()
            estimate.note(progress, time: time())
            guard progress != last else { return }
            last = progress
            report(progress, estimate)
        }

        func append(_ stems: [String: AudioBuffer], from start: Double) throws {
            try check()
            sound(stems, start)
        }
    }

    /// - Throws: `GenerationError.cancelled`.
    private func check(_ job: Int) throws {
        let ends = state.withLock {
            $0.cancelled.contains(job) || $0.isStopped || $0.endless[job]?.isEnding ?? false
        }
        if ends { throw GenerationError.cancelled }
    }

    /// Opens the engine, once.
    /// - Throws: `EngineUnavailable`, which has been report.
    private func start() throws {
        if let sentence = state.withLock({ $0.unavailable }) { throw EngineUnavailable(description: sentence) }
        do {
            try loading.start()
        } catch {
            let sentence = String(describing: error)
            let isNew = state.withLock { state in
                defer { state.unavailable = sentence }
                return state.unavailable == nil
            }
            if isNew { emit(.engineUnavailable(sentence)) }
            throw EngineUnavailable(description: sentence)
        }
    }

    /// A loaded system. Only on the generation queue's thread.
    private func system(_ name: String) throws -> any GenerationSystem {
        if let loaded = state.withLock({ $0.loaded[name] }) { return loaded }
        try start()
        // orders are answered one after another: none of the others is at work
        if let available = loading.availableMemory(), available < Self.spareMemory {
            state.withLock { $0.loaded.removeAll() }
        }
        let loaded = try loading.registry.load(name)
        let isFirst = state.withLock { state in
            state.loaded[name] = loaded
            defer { state.isReady = true }
            return !state.isReady
        }
        if isFirst { emit(.engineReady) }
        return loaded
    }

    private func emit(_ event: TakeEvent) {
        events.async { [handler] in handler(event) }
    }

    private static func isCancellation(_ error: any Error) -> Bool {
        error as? GenerationError == .cancelled
    }

    private static func sentence(_ error: any Error) -> String {
        error is ListenerError ? "the vocal can't be accompanied: \(error)" : String(describing: error)
    }
}

/// The engine could not be opened; the sentence has been report as an event.
private struct EngineUnavailable: Error, CustomStringConvertible {
    let description: String
}
