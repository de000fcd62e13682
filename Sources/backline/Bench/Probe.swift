import Foundation
import Recipes

/// Something that is measured in a process of its own, so that its peak of memory and its start are its own.
protocol Probe: Codable, Sendable {
    associatedtype Figures: Codable, Sendable

    /// The word that chooses it.
    static var name: String { get }

    func measure() throws -> Figures
}

extension Probe {
    /// Starts this program once more, measures there and reads what came out. Errors and progress go to standard error.
    func measureApart() throws -> Figures {
        let process = Process()
        // the link would name the new program itself
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["bench", "probe", Self.name, try jsonLine(self)]
        process.standardInput = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            throw ProbeError(name: Self.name, status: process.terminationStatus)
        }
        return try JSONDecoder().decode(Figures.self, from: output)
    }
}

/// A measurement that ended without figures; it said itself why.
struct ProbeError: Error, CustomStringConvertible {
    let name: String
    let status: Int32

    var description: String { "the measurement of \(name) ended with status \(status)" }
}

/// Seconds of a clock that all processes share.
enum SharedClock {
    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

/// What this process holds: megabytes of memory that are its own or shared with files.
enum ProcessMemory {
    /// At most, at the same time.
    static func peakMegabytes() throws -> Double { try megabytes("VmHWM:") }

    /// Now.
    static func residentMegabytes() throws -> Double { try megabytes("VmRSS:") }

    private static func megabytes(_ field: String) throws -> Double {
        let text = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = text.split(separator: "\n").first { $0.hasPrefix(field) }
        let kilobytes = line.flatMap { Double($0.split(whereSeparator: \.isWhitespace).dropFirst().first ?? "") }
        return (kilobytes ?? 0) / 1024
    }
}
