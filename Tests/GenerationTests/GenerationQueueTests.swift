import Dispatch
import Foundation
import Generation
import Listener
import Music
import Recipes
import Signal
import Synchronization
import Testing

@Suite struct GenerationQueueTests {
    private struct Broken: Error, CustomStringConvertible {
        let description: String
    }

    private let vocal = AudioBuffer(sampleRate: 100, mono: (0..<1000).map { Float($0) })
    private let log = EventLog()

    private func queue(
        _ fake: FakeSystem = FakeSystem(), listener: FakeListener = FakeListener(),
        start: @escaping @Sendable () throws -> Void = {}
    ) -> GenerationQueue {
        let systems = GenerationSystems(
            SystemRegistry([.init(FakeSystem.description) { _ in fake }]), start: start,
            hearing: VocalHearing(listener))
        return GenerationQueue(systems: systems) { [log] in log.note($0) }
    }

    private func order(_ recipe: Recipe = Recipe(system: "fake")) -> TakeOrder {
        TakeOrder(vocal: vocal, recipe: recipe)
    }

    private func give(_ gate: DispatchSemaphore, _ permits: Int) { for _ in 0..<permits { gate.signal() } }

    /// Permits for one take.
    private let oneTake = FakeSystem.steps * FakeSystem.sections

    @Test func jobsAreMadeInOrder() throws {
        let queue = queue()
        #expect(queue.systems.map(\.name) == ["fake"])
        queue.prepare()
        for id in [3, 1, 2] { queue.submit(order(), job: id) }
        #expect(log.wait(for: "finished 2"))
        #expect(log.outcomes == ["ready", "finished 3", "finished 1", "finished 2"])
        let first = log.all.filter { $0.contains(" 3") }
        #expect(
            first == [
                "progress 3 1.0", "progress 3 1.1", "progress 3 1.2", "progress 3 1.3", "progress 3 1.4",
                "sections 3 500",
                "progress 3 2.1", "progress 3 2.2", "progress 3 2.3", "progress 3 2.4", "sections 3 500",
                "finished 3",
            ])
    }

    /// The part of the song that the recipe names is accompanied; the lead sheet comes back in seconds of the song.
    @Test func aTakeOfAPartKnowsItsPlaceInTheSong() throws {
        let queue = queue()
        queue.submit(order(Recipe(system: "fake", from: 2, to: 5)), job: 1)
        #expect(log.wait(for: "finished 1"))
        guard case .finished(1, let made) = log.raw.last else {
            Issue.record("\(log.all)")
            return
        }
        #expect(made.stems["band"]?.mono() == (200..<500).map { Float($0) })
        #expect(made.leadSheet == FakeSystem.sheet.slice(from: 2, to: 5).shifted(by: 2))
        #expect(made.start == 2 - FakeSystem.lead)
        let starts = log.raw.compactMap { if case .sections(1, _, let start) = $0 { start } else { nil } }
        // the second one goes on where the first one ends
        #expect(starts == [made.start, made.start + 1.5])
        #expect(made.modelHash == "hash-ear" && made.computeSeconds >= 0)
    }

    private var endless: TakeOrder {
        var recipe = Recipe(system: "fake", leadSheet: FakeSystem.sheet)
        recipe.reroll = 10..<3000
        recipe.extends = true
        return TakeOrder(
            vocal: vocal, recipe: recipe, given: Given(["band": vocal], keptBy: recipe), isEndless: true)
    }

    private var sections: Int { log.all.count { $0.hasPrefix("sections 1") } }

    /// It is made thirty seconds ahead of what was played, others between its sections, and kept when it is to end.
    @Test func anEndlessTakeWaitsForPlayback() throws {
        let queue = queue()
        queue.submit(endless, job: 1)
        queue.submit(order(), job: 2)
        #expect(log.wait(for: "finished 2"))
        #expect(log.wait(for: "progress 1 4.1"))
        queue.submit(order(), job: 3)
        #expect(log.wait(for: "finished 3"))
        // it goes on from 10 s
        #expect(sections == 4)
        queue.played(until: 5, job: 1)
        queue.played(until: 25, job: 1)
        #expect(log.wait(for: "progress 1 6.1"))
        queue.submit(order(), job: 4)
        #expect(log.wait(for: "finished 4"))
        #expect(sections == 6)
        queue.finish(job: 1)
        #expect(log.wait(for: "finished 1"))
        let made = log.raw.compactMap { event -> MadeTake? in
            if case .finished(1, let made) = event { made } else { nil }
        }
        #expect(made.first?.stems["band"]?.duration == 60)
        // what has ended goes nowhere
        queue.played(until: 500, job: 1)
        queue.finish(job: 1)
        queue.cancel(job: 1)
        queue.stop()
        #expect(log.outcomes == ["ready", "finished 2", "finished 3", "finished 4", "finished 1"])
    }

    @Test func anEndlessTakeIsCancelledAndEndsByItself() throws {
        let queue = queue()
        queue.submit(endless, job: 1)
        queue.submit(order(), job: 2)
        #expect(log.wait(for: "finished 2"))
        queue.cancel(job: 1)
        #expect(log.wait(for: "cancelled 1"))
        queue.submit(endless, job: 3)
        queue.played(until: 1000, job: 3)
        queue.submit(order(), job: 4)
        #expect(log.wait(for: "finished 4"))
        queue.played(until: 1000, job: 3)
        #expect(log.wait(for: "finished 3"))
    }

    /// Ended in the middle of a section, it keeps those before.
    @Test func anEndlessTakeEndsWithinAStep() throws {
        let gate = DispatchSemaphore(value: 0)
        let queue = queue(FakeSystem(gate: gate))
        queue.submit(endless, job: 1)
        give(gate, 2)
        #expect(log.wait(for: "progress 1 2.1"))
        queue.finish(job: 1)
        give(gate, 1)
        #expect(log.wait(for: "finished 1"))
        #expect((1...3).contains(sections))
    }

    /// One that has made nothing yet is none.
    @Test func anEndlessTakeWithoutSoundIsCancelled() throws {
        let gate = DispatchSemaphore(value: 0)
        let queue = queue(FakeSystem(gate: gate))
        queue.submit(endless, job: 1)
        queue.finish(job: 1)
        give(gate, 1)
        #expect(log.wait(for: "cancelled 1"))
    }

    @Test func aRunningJobStopsAtItsNextStep() throws {
        let gate = DispatchSemaphore(value: 0)
        let queue = queue(FakeSystem(gate: gate))
        queue.submit(order(), job: 1)
        queue.submit(order(), job: 2)
        give(gate, 2)
        #expect(log.wait(for: "progress 1 1.2"))
        queue.cancel(job: 1)
        give(gate, 1)
        #expect(log.wait(for: "cancelled 1"))
        give(gate, oneTake)
        #expect(log.wait(for: "finished 2"))
        #expect(log.outcomes == ["ready", "cancelled 1", "finished 2"])
        #expect(!log.all.contains("progress 1 1.3"))
    }

    @Test func aWaitingJobLeavesTheQueueAtOnce() throws {
        let gate = DispatchSemaphore(value: 0)
        let queue = queue(FakeSystem(gate: gate))
        for id in 1...3 { queue.submit(order(), job: id) }
        give(gate, 1)
        #expect(log.wait(for: "progress 1 1.1"))
        queue.cancel(job: 2)
        #expect(log.wait(for: "cancelled 2"))
        give(gate, 2 * oneTake - 1)
        #expect(log.wait(for: "finished 3"))
        // what has ended, and what never was
        queue.cancel(job: 1)
        queue.cancel(job: 99)
        queue.stop()
        #expect(log.outcomes == ["ready", "cancelled 2", "finished 1", "finished 3"])
        #expect(!log.all.contains { $0.hasPrefix("progress 2") })
    }

    @Test func aFailedJobSaysWhyAndTheNextGoesOn() throws {
        let queue = queue()
        queue.submit(order(Recipe(system: "fake", steps: 0)), job: 1)
        queue.submit(order(Recipe(system: "other")), job: 2)
        queue.submit(order(Recipe(system: "fake", from: 20)), job: 3)
        queue.submit(order(Recipe(system: "fake", variation: 0.5)), job: 4)
        queue.submit(order(), job: 5)
        #expect(log.wait(for: "finished 5"))
        #expect(
            log.outcomes.filter { $0.hasPrefix("failed") } == [
                "failed 1: steps must be 1 to 200, not 0",
                "failed 2: there is no system \"other\"; choose fake",
                "failed 3: the range begins at 20 s, but the vocal is only 10 s long",
                "failed 4: a variation or re-roll needs the sound of the take that it starts from",
            ])
    }

    @Test func withoutAnEngineEverythingSaysTheSame() throws {
        let queue = queue(start: { throw Broken(description: "no engine here") })
        queue.prepare()
        queue.submit(order(), job: 1)
        queue.submit(order(), job: 2)
        queue.listen(to: vocal, constraints: .init(key: Key(index: 1)))
        #expect(log.wait(for: "failed 2: no engine here"))
        #expect(log.wait(for: "cannot hear: no engine here"))
        #expect(log.outcomes.filter { $0.hasPrefix("unavailable") } == ["unavailable: no engine here"])
        #expect(log.all.contains("failed 1: no engine here"))
        #expect(!log.all.contains("ready"))
    }

    /// Weights that don't load are told, and tried again when they are needed.
    @Test func weightsThatDoNotLoadAreTold() throws {
        let loads = Counter()
        let systems = GenerationSystems(
            SystemRegistry([
                .init(FakeSystem.description) { _ in
                    if loads.next() == 1 { throw Broken(description: "weights are damaged") }
                    return FakeSystem()
                }
            ]), start: {}, hearing: VocalHearing(FakeListener()))
        let queue = GenerationQueue(systems: systems) { [log] in log.note($0) }
        queue.prepare()
        queue.submit(order(), job: 1)
        queue.submit(order(), job: 2)
        #expect(log.wait(for: "finished 2"))
        #expect(log.outcomes == ["unavailable: weights are damaged", "ready", "finished 1", "finished 2"])
        #expect(loads.next() == 3)
    }

    private final class Counter: Sendable {
        private let value = Mutex(0)
        func next() -> Int {
            value.withLock { value in
                value += 1
                return value
            }
        }
    }

    @Test func listeningDoesNotWaitForATake() throws {
        let gate = DispatchSemaphore(value: 0)
        let queue = queue(FakeSystem(gate: gate))
        queue.submit(order(), job: 1)
        queue.submit(order(), job: 2)
        give(gate, 1)
        #expect(log.wait(for: "progress 1 1.1"))
        queue.listen(to: vocal, constraints: .init(key: Key(index: 2)))
        #expect(log.wait(for: "heard \(Key(index: 2))"))
        queue.listen(to: AudioBuffer(sampleRate: 100, mono: [0, 0]), constraints: .init())
        #expect(log.wait(for: "cannot hear: the vocal can't be accompanied: \(ListenerError.silent)"))
        #expect(!log.all.contains { $0.hasPrefix("finished") })
        give(gate, 2 * oneTake)
        #expect(log.wait(for: "finished 2"))
    }

    /// The screen listens and takes are ordered, also with other constraints, of a part, and with a sheet: one recording is
    /// heard once.
    @Test func aRecordingIsHeardOnce() throws {
        let listener = FakeListener()
        let queue = queue(listener: listener)
        queue.listen(to: vocal, constraints: .init())
        #expect(log.wait(for: "heard \(Key(index: 0))"))
        var told = Recipe(system: "fake")
        told.constraints = ListeningConstraints(tempo: 90, meter: 3, key: Key(index: 4))
        queue.submit(order(), job: 1)
        queue.submit(order(told), job: 2)
        queue.submit(order(Recipe(system: "fake", leadSheet: FakeSystem.sheet)), job: 3)
        queue.submit(order(Recipe(system: "fake", from: 2, to: 5)), job: 4)
        #expect(log.wait(for: "finished 4"))
        queue.listen(to: vocal, constraints: .init(key: Key(index: 7)))
        #expect(log.wait(for: "heard \(Key(index: 7))"))
        #expect(listener.calls == (1, 5))
        #expect(!log.all.contains { $0.hasPrefix("failed") })
        // another recording
        queue.submit(TakeOrder(vocal: AudioBuffer(sampleRate: 100, mono: vocal.mono() + [1]), recipe: told), job: 5)
        #expect(log.wait(for: "finished 5"))
        #expect(listener.calls == (2, 6))
    }

    /// What can't be accompanied fails its job alone.
    @Test func aSilentRecordingIsSaid() throws {
        let queue = queue()
        let silence = AudioBuffer(sampleRate: 100, mono: [Float](repeating: 0, count: 500))
        queue.submit(TakeOrder(vocal: silence, recipe: Recipe(system: "fake")), job: 1)
        queue.submit(order(), job: 2)
        #expect(log.wait(for: "finished 2"))
        #expect(log.all.contains("failed 1: the vocal can't be accompanied: \(ListenerError.silent)"))
    }

    @Test func onlyTheNewestListeningIsAnswered() throws {
        let gate = DispatchSemaphore(value: 0), began = DispatchSemaphore(value: 0)
        let queue = queue(listener: FakeListener(gate: gate, began: began))
        queue.listen(to: vocal, constraints: .init(key: Key(index: 1)))
        began.wait()
        queue.listen(to: vocal, constraints: .init(key: Key(index: 2)))
        queue.listen(to: vocal, constraints: .init(key: Key(index: 3)))
        give(gate, 3)
        #expect(log.wait(for: "heard \(Key(index: 3))"))
        #expect(log.outcomes.filter { $0.hasPrefix("heard") }.count == 1)
    }

    @Test func stoppingEndsWhatRunsAndWaits() throws {
        let gate = DispatchSemaphore(value: 0), began = DispatchSemaphore(value: 0)
        var endless = FakeSystem(gate: gate, began: began)
        endless.sections = 1_000_000
        let queue = queue(endless)
        queue.submit(order(), job: 1)
        queue.submit(order(), job: 2)
        began.wait()
        let stopped = DispatchSemaphore(value: 0)
        let stopper = Thread {
            queue.stop()
            stopped.signal()
        }
        stopper.start()
        // the take goes on from step to step until it hears of it
        repeat { gate.signal() } while stopped.wait(timeout: .now() + 0.01) == .timedOut
        #expect(log.outcomes == ["ready", "cancelled 1"])
        let count = log.all.count
        queue.submit(order(), job: 3)
        queue.stop()
        #expect(log.all.count == count)
    }
}
