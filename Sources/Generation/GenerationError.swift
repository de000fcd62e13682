import Sentences

/// Why a take can't be made.
public enum GenerationError: Error, Equatable, CustomStringConvertible {
    case unknownSystem(String, known: [String])
    case unknownPart(String, known: [String])
    case rangeOutside(from: Double, duration: Double)
    /// What an extension of a take has to begin at, seconds.
    case extensionApart(from: Double, to: Double, take: Range<Double>)
    case extensionTooLong(seconds: Double, most: Double)
    case parentMissing
    case splitterMissing
    case cancelled
    case notFinite

    public var description: String {
        switch self {
        case .unknownSystem(let name, let known):
            "there is no system \(name.quoted); choose \(known.joined(separator: ", "))"
        case .unknownPart(let text, let known):
            "\(text.quoted) names no weights; say PART=FILE, where PART is \(known.joined(separator: ", "))"
        case .rangeOutside(let from, let duration):
            "the range begins at \(from.formatted()) s, but the vocal is only \(duration.formatted()) s long"
        case .extensionApart(let from, let to, let take):
            "what is added, \(from.formatted()) to \(to.formatted()) s, does not touch the take, which lies from "
                + "\(take.lowerBound.formatted()) to \(take.upperBound.formatted()) s"
        case .extensionTooLong(let seconds, let most):
            "\(seconds.formatted()) s are too many to add; at most \(most.formatted()) s"
        case .parentMissing: "a variation or re-roll needs the sound of the take that it starts from"
        case .splitterMissing: "stems need the splitter, whose weights were not loaded"
        case .cancelled: "cancelled"
        case .notFinite: "the model gave numbers that are not finite; try another seed or less guidance"
        }
    }
}
