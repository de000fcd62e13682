import Foundation
import Signal
import Synchronization

/// Records a vocal from a sound device into a mono float WAV file, on a thread of its own.
///
/// The file grows as `<file>.partial` beside where it will be, so a crash loses nothing: `recover` finishes what is
/// found there. It is a WAV file already, so nothing else needs to convert it.
public final class VocalRecorder: Sendable {
    private let output: String
    private let open: OpenOutput
    private let openInput: OpenInput
    private let session = Mutex<RecordingSession?>(nil)
    /// What the last session ended with, for `state` after `stop`.
    private let last = Mutex(RecordingState())

    /// - Parameters:
    ///   - output: the device that the count-in is played through.
    ///   - open: opens it.
    ///   - openInput: opens the device that is recorded from.
    public init(
        output: String = SoundDevice.defaultName, open: @escaping OpenOutput = AlsaOutput.open,
        openInput: @escaping OpenInput = AlsaInput.open
    ) {
        self.output = output
        self.open = open
        self.openInput = openInput
    }

    deinit { session.withLock { $0?.cancel() } }

    /// The devices that can be recorded from; empty where there is none.
    public func inputs() -> [SoundDevice] { SoundDevice.list(.capture) }

    public var state: RecordingState {
        session.withLock { $0 }?.state ?? last.withLock { $0 }
    }

    /// Opens the device and begins to record.
    /// - Parameters:
    ///   - input: nil takes the default device.
    ///   - sampleRate: hertz, whole.
    ///   - countIn: clicks first, at frames before 0; what is sung from frame 0 on is recorded.
    ///   - file: where the finished recording goes; a file there is replaced when it is finished.
    /// - Throws: `AudioDeviceError`, `RecordingError`.
    public func start(input: String? = nil, sampleRate: Double, countIn: ClickTrack? = nil, file: URL) throws {
        let new = try session.withLock { session in
            guard session == nil else { throw RecordingError.alreadyRecording }
            let device = try openInput(input ?? SoundDevice.defaultName, sampleRate)
            let recording = try GrowingRecording(file: file, sampleRate: sampleRate)
            let counting = countIn.flatMap { ($0.beats.first?.frame ?? 0) < 0 ? CountIn() : nil }
            let new = RecordingSession(input: device, recording: recording, countIn: counting)
            session = new
            if let countIn { counting?.start(countIn, sampleRate: sampleRate, device: output, open: open) }
            return new
        }
        new.start()
    }

    /// Ends the recording, also one that failed on its way. Waits for the block that is being read, 10 ms, and for the
    /// disk.
    /// - Returns: the finished WAV file.
    /// - Throws: `RecordingError`: `.nothingRecorded` when it was stopped before anything came.
    public func stop() throws -> URL { try end(isLeft: false) }

    /// Ends the recording as if the program had died, but with every sample: for `recover`, when nobody can be asked what
    /// to do with it.
    /// - Throws: as `stop`.
    public func leave() throws { _ = try end(isLeft: true) }

    private func end(isLeft: Bool) throws -> URL {
        let ended = session.withLock { session in
            defer { session = nil }
            return session
        }
        guard let ended else { throw RecordingError.notRecording }
        defer { last.withLock { $0 = ended.state } }
        return try ended.stop(isLeft: isLeft)
    }

    /// The file that a recording grows in until it is finished.
    public static func partial(of file: URL) -> URL { GrowingRecording.partial(of: file) }

    /// Finishes a recording whose program died.
    /// - Returns: the finished file: the partial one's name without `.partial`, numbered where that is taken; nil when
    ///   nothing had been recorded yet, and then the partial file is gone.
    /// - Throws: `RecordingError`.
    public func recover(_ partial: URL) throws -> URL? { try GrowingRecording.recover(partial) }
}
