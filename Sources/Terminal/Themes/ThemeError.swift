import Sentences

/// What is wrong with a theme file, as a sentence.
public enum ThemeError: Error, Equatable, CustomStringConvertible {
    case unknownTheme(String, known: [String])
    case cannotRead(path: String, reason: String)
    /// `line` counts from 1; nil where the text does not say.
    case invalid(path: String, line: Int?, problem: String)
    case circularBase(path: String, chain: [String])

    public var description: String {
        switch self {
        case .unknownTheme(let name, let known):
            "There is no theme called \(name.quoted)"
                + (closestName(to: name, among: known).map { "; did you mean \($0.quoted)?" }
                    ?? ". Known are: \(known.joined(separator: ", ")).")
        case .cannotRead(let path, let reason): "The theme \(path) cannot be read: \(reason)."
        case .invalid(let path, let line, let problem):
            "\(path)\(line.map { ", line \($0)" } ?? ""): \(problem)."
        case .circularBase(let path, let chain):
            "\(path): the theme is based on itself (\(chain.joined(separator: " -> "))); remove one \"base\"."
        }
    }
}
