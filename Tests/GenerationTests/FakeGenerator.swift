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
struct FakeGenerator: Generator {
    let description: SystemDescription
    let modelHash = "hash"
    var gate: DispatchSemaphore?
    /// Says that a take has begun to compute.
    var began: DispatchSemaphore?

    static let steps = 4
    static let sections = 2
    /// Seconds of the vocal at which its takes say that they begin.
    static let start = -0.5
    var sections = Self.sections

    init(name: String = "fake", gate: DispatchSemaphore? = nil, began: DispatchSemaphore? = nil) {
        description = SystemDescription(
            name: name, title: name, summary: "", stems: ["band"], parameters: Parameter.fastSAG, canVary: false,
            canReroll: false)
        self.gate = gate
        self.began = began
    }

    static let sheet = LeadSheet(beats: [0, 1], downbeats: [0], meter: 4, key: Key(index: 0), chords: [])

    func generate(
        for order: TakeOrder, progress: (TakeProgress) throws -> Void,
        sections: (_ stems: [String: AudioBuffer], _ start: Double) throws -> Void
    ) throws -> Accompaniment {
        try order.validate()
        began?.signal()
        let whole = order.vocal.mono()
        for section in 1...self.sections {
            for step in 1...Self.steps {
                gate?.wait()
                try progress(
                    TakeProgress(
                        stage: .denoise, section: section, sections: self.sections, step: step, steps: Self.steps))
            }
            let end = whole.count * section / self.sections
            try sections(["band": AudioBuffer(sampleRate: 100, mono: Array(whole[..<end]))], Self.start)
        }
        let heard = Heard(
            pitch: PitchTrack(hopSeconds: 0.01, hertz: [], confidence: [], energy: []), notes: [], onsets: [],
            leadSheet: Self.sheet)
        return Accompaniment(
            take: MadeTake(
                stems: ["band": AudioBuffer(sampleRate: 100, mono: whole)], start: Self.start, leadSheet: Self.sheet,
                modelHash: modelHash), heard: heard)
    }
}

/// Hears the key that it is told, or nothing.
struct FakeListener: VocalListening {
    var gate: DispatchSemaphore?
    var began: DispatchSemaphore?

    func listen(to vocal: AudioBuffer, constraints: ListeningConstraints) throws -> Heard {
        began?.signal()
        gate?.wait()
        guard let key = constraints.key else { throw ListenerError.silent }
        var sheet = FakeGenerator.sheet
        sheet.key = key
        return try listen(to: vocal, playing: sheet)
    }

    func listen(to vocal: AudioBuffer, playing sheet: LeadSheet) throws -> Heard {
        Heard(
            pitch: PitchTrack(hopSeconds: 0.01, hertz: [], confidence: [], energy: []), notes: [], onsets: [],
            leadSheet: sheet)
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
