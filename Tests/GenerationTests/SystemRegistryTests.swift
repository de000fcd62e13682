import FastSAG
import Foundation
import Generation
import Listener
import Music
import Recipes
import Signal
import Synchronization
import Testing

/// A guest that gives the vocal back: all that a new system has to write, and one entry in a registry.
private struct EchoSystem: GenerationSystem {
    static let description = SystemDescription(
        name: "echo", title: "Echo", summary: "The vocal again.", stems: ["echo"], canVary: false, canReroll: false,
        phases: [Phase("repeat", title: "repeating", pace: .once)])

    init(_ weights: SystemWeights) {}

    func modelHash(heardBy listener: String?) -> String { "echo" }

    func perform(_ order: Order, into sink: any TakeSink) throws -> MadeTake {
        try sink.progress(
            TakeProgress(phase: Self.description.phases[0], section: 1, sections: 1, step: 1, steps: 1))
        let part = order.span.part
        let stems = ["echo": order.take.vocal.slice(from: part.lowerBound, to: part.upperBound)]
        try sink.append(stems, from: part.lowerBound)
        return MadeTake(
            stems: stems, start: part.lowerBound, leadSheet: order.span.leadSheet,
            modelHash: modelHash(heardBy: order.heard.listener))
    }
}

@Suite struct SystemRegistryTests {
    private let vocal = AudioBuffer(sampleRate: 100, mono: (0..<1000).map { Float($0) })
    private let log = EventLog()

    @Test func aGuestNeedsALineAndAFile() throws {
        let registry = SystemRegistry([
            .init(FakeSystem.description) { _ in FakeSystem() }, .init(EchoSystem.description) { EchoSystem($0) },
        ])
        #expect(registry.names == ["fake", "echo"])
        let made = try registry.load("echo").take(
            of: vocal, recipe: Recipe(system: "echo"), hearing: VocalHearing(FakeListener()))
        #expect(made.audio == vocal && made.take.modelHash == "echo")
        // and from the queue that the screen asks
        let queue = GenerationQueue(
            systems: GenerationSystems(registry, start: {}, hearing: VocalHearing(FakeListener()))
        ) { [log] in log.note($0) }
        queue.submit(TakeOrder(vocal: vocal, recipe: Recipe(system: "echo")), job: 1)
        #expect(log.wait(for: "finished 1"))
    }

    @Test func unknownSystemsAreNamed() {
        let registry = SystemRegistry([.init(FakeSystem.description) { _ in FakeSystem() }])
        for attempt in [{ _ = try registry.description(of: "echo") }, { _ = try registry.load("echo") }] {
            #expect(throws: GenerationError.unknownSystem("echo", known: ["fake"])) { try attempt() }
        }
    }

    @Test func everySystemSaysWhatItIs() {
        for system in SystemRegistry.standard.descriptions {
            #expect(!system.phases.isEmpty && Set(system.phases.map(\.id)).count == system.phases.count)
            #expect(!system.phases.contains(.listen))
            #expect(!system.parts.isEmpty && Set(system.parts.map(\.name)).count == system.parts.count)
        }
        #expect(Set(SystemRegistry.standard.names).count == SystemRegistry.standard.names.count)
    }

    /// Only where memory is short the systems that were used before are let go; they are loaded again when they are asked.
    @Test(arguments: [(nil, 2), (64 << 30, 2), (1 << 20, 3)] as [(Int?, Int)])
    func systemsAreLetGoWhenMemoryIsShort(available: Int?, loads: Int) {
        let count = Mutex(0)
        func entry(_ description: SystemDescription, _ system: any GenerationSystem) -> SystemRegistry.Entry {
            .init(description) { _ in
                count.withLock { $0 += 1 }
                return system
            }
        }
        let registry = SystemRegistry([
            entry(FakeSystem.description, FakeSystem()), entry(EchoSystem.description, EchoSystem(.init())),
        ])
        let queue = GenerationQueue(
            systems: GenerationSystems(
                registry, start: {}, hearing: VocalHearing(FakeListener()), availableMemory: { available })
        ) { [log] in log.note($0) }
        for (job, name) in ["fake", "echo", "fake"].enumerated() {
            queue.submit(TakeOrder(vocal: vocal, recipe: Recipe(system: name)), job: job)
        }
        #expect(log.wait(for: "finished 2"))
        #expect(count.withLock { $0 } == loads)
    }

    @Test func weightsOfPartsAreNamed() throws {
        let parts = FastSAGGenerator.description.parts
        let weights = try SystemWeights(parsing: ["vocoder=a=b", "model=/x", "vocoder=c"], of: parts)
        #expect(weights.files.mapValues(\.path).filter { $0.key == "model" } == ["model": "/x"])
        #expect(weights.files["vocoder"]?.lastPathComponent == "c" && weights.files.count == 2)
        let bundled = URL(fileURLWithPath: "/bundled")
        #expect(weights.file("splitter", else: bundled) == bundled)
        for text in ["vocoder", "vocoder=", "=x", "drummer=x", ""] {
            #expect(throws: GenerationError.unknownPart(text, known: ["model", "vocoder", "splitter"])) {
                try SystemWeights(parsing: [text], of: parts)
            }
        }
    }

    @Test func availableMemoryIsRead() throws {
        let text = "MemTotal:       24576000 kB\nMemFree:  1 kB\nMemAvailable:   24160508 kB\n"
        #expect(AvailableMemory.bytes(inMeminfo: text) == 24_160_508 * 1024)
        #expect(AvailableMemory.bytes(inMeminfo: "MemFree: 1 kB") == nil)
        #expect(try #require(AvailableMemory.bytes) > 0)
    }
}
