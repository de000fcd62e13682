import Dispatch
import Foundation
import Signal
import Synchronization

/// One recording, from its start to its file. Input and file belong to its thread alone once that runs.
final class RecordingSession: @unchecked Sendable {
    /// Seconds that are read at a time.
    private static let blockSeconds = 0.01
    /// From here on a sample counts as clipped: the largest of 16 bits.
    private static let fullScale: Float = 0.9999

    private struct Shared {
        var state = RecordingState()
        var isStopping = false
        /// Whether the file stays a growing one.
        var isLeft = false
        var result: Result<URL, any Error>?
    }

    private let input: any AudioInput
    private let recording: GrowingRecording
    private let countIn: CountIn?
    private let shared = Mutex(Shared())
    private let finished = DispatchSemaphore(value: 0)

    init(input: any AudioInput, recording: GrowingRecording, countIn: CountIn?) {
        self.input = input
        self.recording = recording
        self.countIn = countIn
    }

    func start() {
        shared.withLock {
            $0.state.isRecording = true
            $0.state.isCountingIn = countIn != nil
        }
        let thread = Thread { [self] in run() }
        thread.name = "recording"
        thread.start()
    }

    var state: RecordingState {
        shared.withLock { shared in
            defer { shared.state.peak = 0 }
            return shared.state
        }
    }

    /// Ends it soon.
    /// - Parameter isLeft: whether the file stays as a program that died leaves it; else it is finished.
    func cancel(isLeft: Bool = false) {
        shared.withLock { shared in
            shared.isStopping = true
            shared.isLeft = isLeft
        }
        countIn?.cancel()
    }

    /// Waits for the block that is being read, 10 ms, and for the disk.
    /// - Parameter isLeft: as for `cancel`.
    func stop(isLeft: Bool = false) throws -> URL {
        cancel(isLeft: isLeft)
        finished.wait()
        return try shared.withLock { $0.result ?? .failure(RecordingError.notRecording) }.get()
    }

    private func run() {
        var failure: String?
        do { try record() } catch { failure = "\(error)" }
        input.close()
        countIn?.cancel()
        let result = Result { () throws -> URL in
            guard recording.frameCount > 0 else {
                recording.remove()
                throw RecordingError.nothingRecorded(reason: failure)
            }
            guard !shared.withLock({ $0.isLeft }) else {
                try recording.leave()
                return recording.partial
            }
            try recording.finish()
            return recording.file
        }
        shared.withLock { shared in
            shared.state.isRecording = false
            shared.state.isCountingIn = false
            shared.state.failure = failure
            shared.result = result
        }
        finished.signal()
    }

    private func record() throws {
        let rate = input.sampleRate
        var block = [Float](repeating: 0, count: min(Int(Self.blockSeconds * rate), input.blockLimit))
        var isWaiting = countIn != nil
        while !shared.withLock({ $0.isStopping }) {
            try block.withUnsafeMutableBufferPointer { try input.read($0) }
            var kept = block[...]
            if isWaiting {
                // When the block's last frame was sung.
                let end = MonotonicClock.now - Double(input.delay) / rate
                kept = block.suffix(countIn?.zero.map { min(max(Int((end - $0) * rate), 0), block.count) } ?? 0)
                isWaiting = kept.isEmpty
            }
            try kept.withUnsafeBufferPointer { try recording.append($0) }
            report(block, isCountingIn: isWaiting)
        }
    }

    private func report(_ block: [Float], isCountingIn: Bool) {
        let peak = block.withUnsafeBufferPointer { StereoPeak(left: $0, right: $0).left }
        shared.withLock { shared in
            shared.state.isCountingIn = isCountingIn
            shared.state.seconds = Double(recording.frameCount) / input.sampleRate
            shared.state.peak = max(shared.state.peak, peak)
            shared.state.hasClipped = shared.state.hasClipped || (peak >= Self.fullScale && !isCountingIn)
            shared.state.xruns = input.xruns
        }
    }
}
