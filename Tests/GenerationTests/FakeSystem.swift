import Dispatch
import FastSAG
import Foundation
import Generation
import Listener
import Music
import Recipes
import Signal
import Synchronization

/// A system without a model: so many steps, at each of which it waits for a permit where it has a gate.
struct FakeSystem: GenerationSystem {
    static let description = SystemDescription(
        name: "fake", title: "fake", summary: "", stems: ["band"], parameters: Parameter.fastSAG, canVary: false,
        canReroll: false, canExtend: true)
    var gate: DispatchSemaphore?
    /// Says that a take has begun to compute.
    var began: DispatchSemaphore?

    static let steps = 4
    static let sections = 2
    /// Seconds before what is accompanied at which its takes say that they begin.
    static let lead = 0.5
    var sections = Self.sections

    init(gate: DispatchSemaphore? = nil, began: DispatchSemaphore? = nil) {
        self.gate = gate
        self.began = began
    }

    /// Sections of ten seconds, each of one step.
    private final class Stream: TakeStream {
        private let order: Order
        private let sink: any TakeSink
        private let gate: DispatchSemaphore?
        private var made10 = 0

        init(_ order: Order, into sink: any TakeSink, gate: DispatchSemaphore?) {
            self.order = order
            self.sink = sink
            self.gate = gate
        }

        private var seconds: Double { Double(made10) * 10 }

        func next() throws -> Bool {
            gate?.wait()
            try sink.progress(TakeProgress(phase: .denoise, section: made10 + 1, sections: 100, step: 1, steps: 1))
            try sink.append(
                ["band": AudioBuffer(sampleRate: 100, mono: .init(repeating: 1, count: 1000))], from: seconds)
            made10 += 1
            return seconds < 200
        }

        func made() -> MadeTake {
            MadeTake(
                stems: ["band": AudioBuffer(sampleRate: 100, mono: .init(repeating: 1, count: 1000 * made10))],
                leadSheet: order.span.leadSheet, modelHash: "hash")
        }
    }

    func stream(_ order: Order, into sink: any TakeSink) throws -> (any TakeStream)? {
        order.take.goesOn ? Stream(order, into: sink, gate: gate) : nil
    }

    static let sheet = LeadSheet(beats: [0, 1], downbeats: [0], meter: 4, key: Key(index: 0), chords: [])

    func modelHash(heardBy listener: String?) -> String { listener.map { "hash-\($0)" } ?? "hash" }

    func perform(_ order: Order, into sink: any TakeSink) throws -> MadeTake {
        began?.signal()
        let part = order.span.part
        let start = part.lowerBound - Self.lead
        let whole = order.take.vocal.slice(from: part.lowerBound, to: part.upperBound).mono()
        var first = 0
        for section in 1...self.sections {
            for step in 1...Self.steps {
                gate?.wait()
                try sink.progress(
                    TakeProgress(
                        phase: .denoise, section: section, sections: self.sections, step: step, steps: Self.steps))
            }
            let end = whole.count * section / self.sections
            try sink.append(
                ["band": AudioBuffer(sampleRate: 100, mono: Array(whole[first..<end]))],
                from: start + Double(first) / 100)
            first = end
        }
        return MadeTake(
            stems: ["band": AudioBuffer(sampleRate: 100, mono: whole)], start: start,
            leadSheet: order.span.leadSheet, modelHash: modelHash(heardBy: order.heard.listener))
    }
}

/// Hears the key that it is told, or C; nothing in zeros.
final class FakeListener: EvidenceListening {
    private let gate: DispatchSemaphore?
    private let began: DispatchSemaphore?
    private let counts = Mutex((heard: 0, read: 0))
    let digest: String? = "ear"

    init(gate: DispatchSemaphore? = nil, began: DispatchSemaphore? = nil) {
        self.gate = gate
        self.began = began
    }

    /// How often sound was heard, and how often it was read.
    var calls: (heard: Int, read: Int) { counts.withLock { $0 } }

    func evidence(
        in vocal: AudioBuffer, relativeTo cents: Double?, known: VocalEvidence?
    ) throws -> VocalEvidence {
        counts.withLock { $0.heard += 1 }
        return VocalEvidence(
            pitch: PitchTrack(hopSeconds: 256 / 24_000.0, hertz: [], confidence: [], energy: []), notes: [],
            onsets: [], duration: vocal.duration, isSilent: vocal.mono().allSatisfy { $0 == 0 }, cents: cents ?? 0)
    }

    func read(_ evidence: VocalEvidence, constraints: ListeningConstraints) throws -> Heard {
        counts.withLock { $0.read += 1 }
        began?.signal()
        gate?.wait()
        guard !evidence.isSilent else { throw ListenerError.silent }
        var sheet = FakeSystem.sheet
        sheet.key = constraints.key ?? Key(index: 0)
        return evidence.heard(playing: sheet)
    }
}

/// Collects events and waits for them.
final class EventLog: Sendable {
    private let events = Mutex<[TakeEvent]>([])
    private let arrived = DispatchSemaphore(value: 0)

    /// Far more than any of this takes: only a broken queue reaches it.
    private static let patience = 60.0

    func note(_ event: TakeEvent) {
        events.withLock { $0.append(event) }
        arrived.signal()
    }

    var all: [String] { events.withLock { $0.map(Self.text) } }
    /// Without progress and sections.
    var outcomes: [String] {
        all.filter { !$0.hasPrefix("progress") && !$0.hasPrefix("sections") }
    }
    var raw: [TakeEvent] { events.withLock { $0 } }

    /// Waits until an event has come; false when it never does.
    func wait(for text: String) -> Bool {
        let end = Date(timeIntervalSinceNow: Self.patience)
        while !all.contains(text) {
            let left = max(end.timeIntervalSinceNow, 0)
            if arrived.wait(timeout: .now() + left) == .timedOut { return all.contains(text) }
        }
        return true
    }

    private static func text(_ event: TakeEvent) -> String {
        switch event {
        case .engineReady: "ready"
        case .engineUnavailable(let sentence): "unavailable: \(sentence)"
        case .heard(let sheet, _): "heard \(sheet.key)"
        case .cannotHear(let sentence): "cannot hear: \(sentence)"
        case .progress(let job, let progress, _, _): "progress \(job) \(progress.section).\(progress.step)"
        case .sections(let job, let stems, _): "sections \(job) \(stems["band"]?.frameCount ?? -1)"
        case .finished(let job, _): "finished \(job)"
        case .cancelled(let job): "cancelled \(job)"
        case .failed(let job, let sentence): "failed \(job): \(sentence)"
        }
    }
}
