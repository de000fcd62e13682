import Music
import Sentences

/// What an instrument can't be asked for.
public enum SINGError: Error, Equatable, CustomStringConvertible {
    /// The names that were probably meant, the nearest first.
    case unknownInstrument(String, near: [String])
    case pitch(Int, range: ClosedRange<Int>)
    case velocity(Int)
    case seconds(Double, most: Double)
    case badCatalogue(path: String)

    public var description: String {
        switch self {
        case .unknownInstrument(let name, let near):
            "there is no instrument \(name.quoted)"
                + (near.isEmpty ? "; `backline instruments` lists them" : ", but \(Self.listed(near))")
        case .pitch(let pitch, let range):
            "the pitch must be \(PitchName.text(range.lowerBound)) to \(PitchName.text(range.upperBound)) "
                + "(MIDI \(range.lowerBound) to \(range.upperBound)), not \(PitchName.text(pitch)) (\(pitch))"
        case .velocity(let velocity): "the velocity must be 1 to 127, not \(velocity)"
        case .seconds(let seconds, let most): "a note must last more than 0 and at most \(Int(most)) s, not \(seconds)"
        case .badCatalogue(let path): "The weights \(path) contradict themselves about what they play."
        }
    }

    private static func listed(_ names: [String]) -> String {
        let quoted = names.map(\.quoted)
        guard let last = quoted.last, quoted.count > 1 else { return quoted.joined() }
        return quoted.dropLast().joined(separator: ", ") + " and " + last
    }
}
