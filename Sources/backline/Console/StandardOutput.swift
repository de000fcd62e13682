import Foundation
import Terminal

/// Lines for whoever reads along: written at once, also into a pipe.
enum StandardOutput {
    /// - Throws: `StandardOutputError` when nobody takes the line, as on a full disk.
    static func line(_ text: String) throws { try write(SafeText.shown(text)) }

    /// The same for a line of JSON, which says what it did.
    static func json(_ text: String) throws { try write(SafeText.json(text)) }

    private static func write(_ text: String) throws {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
        } catch {
            throw StandardOutputError.cannotWrite(reason: String(cString: strerror(errno)))
        }
    }
}

enum StandardOutputError: Error, CustomStringConvertible {
    case cannotWrite(reason: String)

    var description: String {
        switch self {
        case .cannotWrite(let reason): "cannot write to standard output: \(reason)"
        }
    }
}
