import Foundation
import Sentences

/// Why there is no screen, as a sentence.
public enum ScreenError: Error, Equatable, CustomStringConvertible {
    /// Input or output goes elsewhere.
    case noTerminal
    case cannotOpen(path: String, reason: String)
    /// TERM is unset or empty.
    case noType
    case unknownType(String)
    case cannotDraw(type: String, missing: String)
    /// BACKLINE_COLOURS says something else than a depth.
    case badColours(String)
    case alreadyOpen

    public var description: String {
        let plain = "backline --plain works without a screen"
        return switch self {
        case .noTerminal:
            "Standard input and output are not a terminal, so there is no screen to draw on; \(plain)."
        case .cannotOpen(let path, let reason): "The terminal \(path) cannot be opened: \(reason); \(plain)."
        case .noType:
            "TERM is not set, so the kind of terminal is unknown: set it, as in TERM=xterm-256color; \(plain)."
        case .unknownType(let type):
            "The terminal type \(type.quoted) (TERM) is not in the terminfo database: "
                + "set TERM to a known one such as xterm-256color; \(plain)."
        case .cannotDraw(let type, let missing):
            "The terminal type \(type.quoted) (TERM) cannot \(missing), which the screen needs; \(plain)."
        case .badColours(let name): "BACKLINE_COLOURS is \(name.quoted); it can be mono, 8, 16 or 256."
        case .alreadyOpen: "The program has a screen already; close it before opening another."
        }
    }
}
