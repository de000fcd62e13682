import AudioFiles
import Foundation
import Signal

/// A way by which one and the same voice may come to the listener.
public enum VoiceRoute: String, CaseIterable, Codable, Sendable {
    /// The file as it is.
    case original
    /// Written as FLAC of 16 bits and read again.
    case flac
    /// Opus at 32 kbit/s, as messengers send it.
    case opus
    /// 8 kHz, as a telephone has it.
    case telephone
    /// A living room between mouth and microphone, and a noise floor 35 dB under the voice.
    case room

    public var title: String {
        switch self {
        case .original: "as it is"
        case .flac: "FLAC"
        case .opus: "Opus, 32 kbit/s"
        case .telephone: "8 kHz"
        case .room: "in a room, with noise"
        }
    }

    private static let opusRate = "32k"
    private static let telephoneRate = 8_000.0

    /// The voice at the other end.
    /// - Throws: `VoiceRouteError` where it does not lead; `AudioFileError`, `ResamplerError`.
    public func carry(_ voice: AudioBuffer) throws -> AudioBuffer {
        switch self {
        case .original: return voice
        case .flac:
            return try Self.inScratch { folder in
                let file = folder.appendingPathComponent("voice.flac")
                try AudioWriter.write(voice, to: file, format: .flac16)
                return try AudioReader.read(file)
            }
        case .opus:
            return try Self.inScratch { folder in
                let files = ["voice.wav", "voice.opus", "heard.wav"].map { folder.appendingPathComponent($0) }
                try AudioWriter.write(voice, to: files[0], format: .wav24)
                try Self.ffmpeg(["-i", files[0].path, "-c:a", "libopus", "-b:a", Self.opusRate, files[1].path])
                try Self.ffmpeg(["-i", files[1].path, files[2].path])
                return try AudioReader.read(files[2])
            }
        case .telephone: return try Resampler.resample(voice, to: Self.telephoneRate)
        case .room: return LivingRoom().record(voice)
        }
    }

    private static func inScratch<Result>(_ work: (URL) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("backline-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let result = Swift.Result { try work(folder) }
        try FileManager.default.removeItem(at: folder)
        return try result.get()
    }

    private static func ffmpeg(_ arguments: [String]) throws {
        let places = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        guard
            let program = places.map({ "\($0)/ffmpeg" }).first(where: FileManager.default.isExecutableFile(atPath:))
        else { throw VoiceRouteError.noProgram("ffmpeg") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["-nostdin", "-v", "error"] + arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw VoiceRouteError.failed("ffmpeg", status: process.terminationStatus)
        }
    }
}

/// Why a voice could not be carried.
public enum VoiceRouteError: Error, Equatable, CustomStringConvertible {
    case noProgram(String)
    case failed(String, status: Int32)

    public var description: String {
        switch self {
        case .noProgram(let name): "\(name) is not installed"
        case .failed(let name, let status): "\(name) ended with status \(status)"
        }
    }
}
