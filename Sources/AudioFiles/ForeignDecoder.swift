import Foundation

/// Decodes what libsndfile does not read with the program `ffmpeg`, where it is installed: through a pipe of its own, without a
/// shell, for a bounded time and into a file of bounded size that has no name.
struct ForeignDecoder {
    private let program: String

    /// Seconds of work.
    private static let patience = 300.0

    /// nil where there is no `ffmpeg` on the path.
    init?(path: String? = ProcessInfo.processInfo.environment["PATH"]) {
        let places = (path ?? "").split(separator: ":").map { "\($0)/ffmpeg" }
        guard let program = places.first(where: { access($0, X_OK) == 0 }) else { return nil }
        self.program = program
    }

    /// - Parameter longest: seconds that are decoded at most.
    /// - Returns: a descriptor of the sound as WAV, from its beginning; the caller closes it.
    /// - Throws: `AudioFileError`.
    func decoded(_ url: URL, longest: Double) throws -> Int32 {
        var name = Array((NSTemporaryDirectory() + "/backline-decoded-XXXXXX").utf8CString)
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else { throw AudioFileError.cannotRead(url, reason: String(cString: strerror(errno))) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(name)
        do {
            try run(url, longest: longest, into: descriptor)
        } catch {
            close(descriptor)
            throw error
        }
        lseek(descriptor, 0, SEEK_SET)
        return descriptor
    }

    private func run(_ url: URL, longest: Double, into descriptor: Int32) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        // one second more than allowed, so that what is too long is told from what is not
        process.arguments = [
            "-nostdin", "-hide_banner", "-loglevel", "error", "-i", "file:\(url.path)", "-map", "0:a:0", "-vn", "-t",
            "\(Int(longest) + 1)", "-c:a", "pcm_f32le", "-f", "wav", "pipe:1",
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
        let errors = Pipe()
        process.standardError = errors
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        do { try process.run() } catch { throw AudioFileError.cannotRead(url, reason: "ffmpeg: \(error)") }
        // a decoder that never ends is ended; closing the pipe follows
        let watch = DispatchQueue(label: "backline.ffmpeg")
        let timer = DispatchSource.makeTimerSource(queue: watch)
        timer.schedule(deadline: .now() + Self.patience)
        timer.setEventHandler { kill(process.processIdentifier, SIGKILL) }
        timer.resume()
        let said = errors.fileHandleForReading.readDataToEndOfFile()
        ended.wait()
        timer.cancel()
        guard process.terminationStatus == 0, process.terminationReason == .exit else {
            let first = String(decoding: said.prefix(400), as: UTF8.self).split(separator: "\n").last.map(String.init)
            let why = process.terminationReason == .exit ? first ?? "ffmpeg gave up" : "it took ffmpeg too long"
            throw AudioFileError.notAudio(url, reason: String(why.suffix(80)))
        }
    }
}
