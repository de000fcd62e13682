import Foundation

/// Memory that the machine can still give without swapping (MemAvailable in proc(5)).
public enum AvailableMemory {
    /// nil where it can't be read.
    public static var bytes: Int? {
        guard let text = try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8) else { return nil }
        return bytes(inMeminfo: text)
    }

    /// - Parameter text: lines like "MemAvailable:   24160508 kB".
    package static func bytes(inMeminfo text: String) -> Int? {
        let line = text.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
        return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
    }
}
