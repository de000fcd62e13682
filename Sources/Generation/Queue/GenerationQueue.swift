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
            if state.running == job { state.cancelled.insert(job) }
            let count = state.waiting.count
            state.waiting.removeAll { $0.job == job }
            return state.waiting.count < count
        }
        if wasWaiting { emit(.cancelled(job: job)) }
    }

    /// Cancels everything and waits until nothing computes, a step at most: before the program ends.
    public func stop() {
        state.withLock { state in
            state.isStopped = true
            state.waiting.removeAll()
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
        let result = Result { try make(order, job: job) }
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
        let clock = ContinuousClock()
        let begin = clock.now
        func time() -> Double { (clock.now - begin) / .seconds(1) }
        try order.validate()
        let system = try system(order.recipe.system)
        try system.description.validate(order.recipe)
        try check(job)
        emit(.progress(job: job, .listening, secondsLeft: nil, speed: nil))
        let heard = try loading.hearing.order(order)
        try check(job)
        let span = heard.span
        let wanted = order.recipe.reroll?.clamped(to: span.start..<span.start + span.duration)
        let seconds = wanted.map { $0.upperBound - $0.lowerBound } ?? span.duration
        let sink = JobSink(
            estimate: TimeEstimate(audioSeconds: seconds, time: time()), time: time, check: { try self.check(job) }
        ) { progress, estimate in
            self.emit(
                .progress(job: job, progress, secondsLeft: estimate.secondsLeft, speed: estimate.speed))
        } sound: { stems, start in
            self.emit(.sections(job: job, stems: stems, start: start))
        }
        var made = try system.perform(heard, into: sink)
        made.computeSeconds = time()
        return made
    }

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
        if state.withLock({ $0.cancelled.contains(job) || $0.isStopped }) { throw GenerationError.cancelled }
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
