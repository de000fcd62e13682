import Dispatch
import Foundation
import Recipes
import Songs

/// The same program a line at a time: numbered choices and sentences, without escape sequences, for screen readers and
/// pipes. A line is a choice's number, or a command's name like "take.star".
public final class PlainSession {
    let workstation: Workstation
    private let input: () -> String?
    private let output: (String) -> Void
    /// Signalled when something was left in the inbox.
    private let arrival = DispatchSemaphore(value: 0)
    /// Whether there is no more input.
    private(set) var hasEnded = false
    /// Tenths of jobs that were reportedSteps already.
    private var reportedSteps: [Int: Int] = [:]

    /// Seconds between looks at what plays and computes while waiting.
    private static let patience = 0.1
    /// Progress is reportedSteps when so much more is done.
    private static let tellingStep = 25

    /// - Parameters:
    ///   - input: the next line without its end; nil when there is none.
    ///   - output: a line, or a prompt.
    public init(_ workstation: Workstation, input: @escaping () -> String?, output: @escaping (String) -> Void) {
        self.workstation = workstation
        self.input = input
        self.output = output
    }

    var state: WorkstationState { workstation.state }

    /// Opens what is given, then takes choices until the input ends or the person quits. At the end of the input, takes
    /// that are queued are finished first.
    /// - Returns: whether what was given could be opened.
    @discardableResult
    public func run(opening url: URL?) -> Bool {
        let arrival = arrival
        workstation.inbox.onPost { arrival.signal() }
        defer { workstation.inbox.onPost(nil) }
        if let message = state.message { say(message.text) }
        workstation.session.onMessage = { [weak self] in self?.tell($0) }
        defer { workstation.session.onMessage = nil }
        if let url {
            workstation.songs.open(url)
            settle()
            guard workstation.session.folder != nil else {
                workstation.close()
                return false
            }
            status()
        }
        while !workstation.isFinished, !hasEnded { mainMenu() }
        if !workstation.isFinished { finishJobs() }
        workstation.close()
        return true
    }

    // MARK: Lines

    func say(_ line: String) { output(line) }

    private func tell(_ message: Message) {
        switch message.kind {
        case .info: say(message.text)
        case .warning: say("Warning: \(message.text)")
        case .error: say("Error: \(message.text)")
        }
    }

    /// - Returns: nil when the input has ended.
    func read(_ prompt: String) -> String? {
        catchUp()
        guard !hasEnded else { return nil }
        say(prompt)
        guard let line = input() else {
            hasEnded = true
            return nil
        }
        catchUp()
        return line.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    // MARK: Waiting

    /// What has happened meanwhile.
    func catchUp() {
        workstation.receive()
        workstation.tick()
        tellProgress()
    }

    /// Until what was asked for so far has been read and written. What is read may ask for more, so twice.
    func settle() {
        for _ in 0..<2 {
            let done = Flag()
            let inbox = workstation.inbox
            workstation.session.workers.reading { inbox.post { _ in done.isSet = true } }
            wait { _ in done.isSet }
        }
        wait { !$0.export.isExporting && $0.state.guideInMaking == nil && !$0.guides.isListingInstruments }
    }

    private func wait(until isOver: (Workstation) -> Bool) {
        catchUp()
        while !isOver(workstation) {
            _ = arrival.wait(timeout: .now() + Self.patience)
            catchUp()
        }
    }

    func finishJobs() {
        let count = state.activeJobs.count
        if count > 0 { say("Waiting for \(count) \(count == 1 ? "take" : "takes").") }
        wait { $0.state.activeJobs.isEmpty && !$0.state.isHearing }
        settle()
    }

    /// Only used on the main thread: set by work from the inbox.
    private final class Flag: @unchecked Sendable { var isSet = false }

    private func tellProgress() {
        for job in state.jobs where !job.isEndless {
            guard case .running(let progress) = job.phase else { continue }
            let step = Int(progress.fraction * 100) / Self.tellingStep
            guard step > reportedSteps[job.id, default: 0] else { continue }
            reportedSteps[job.id] = step
            let left = job.secondsLeft.map { ", \(Int($0.rounded())) seconds left" } ?? ""
            say("\(job.name): \(step * Self.tellingStep) percent\(left)")
        }
    }
}
