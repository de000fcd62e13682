import Foundation
import Music
import Sentences

/// A prompt as it is understood: its words for the text tower, the facts in it, and what nobody knows.
public struct Prompt: Sendable, Equatable {
    /// Into `PromptWords.vocabulary`.
    public let words: [Int]
    public let facts: PromptFacts
    /// Words that say nothing to the model, each with the nearest that does.
    public let unknown: [(word: String, nearest: String)]

    public static func == (left: Prompt, right: Prompt) -> Bool {
        left.words == right.words && left.facts == right.facts && left.unknown.map(\.word) == right.unknown.map(\.word)
    }

    /// Beats a minute that can be asked.
    private static let tempi = 40.0...240.0

    private static let places = Dictionary(
        PromptWords.vocabulary.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })

    /// - Throws: `PromptError.empty` where no word is known.
    public init(_ text: String) throws {
        var facts = PromptFacts()
        var words: [Int] = []
        var unknown: [(String, String)] = []
        func add(_ word: String) { Self.places[word].map { words.append($0) } }
        let cleaned = text.lowercased().map { "(),;:!?\"".contains($0) ? " " : $0 }
        var rest = String(cleaned).split(whereSeparator: \.isWhitespace).map(String.init)
        // a tone's case matters to nobody, but an accidental stands behind it
        var isAfterIn = false
        var excludes = false
        while !rest.isEmpty {
            let word = rest.removeFirst()
            if let number = Double(word.replacingOccurrences(of: "bpm", with: "")), Self.tempi.contains(number) {
                facts.tempo = number
                add(PromptWords.bin(of: number))
                continue
            }
            if let meter = Self.meter(word) {
                facts.meter = meter
                add(PromptWords.word(ofMeter: meter))
                continue
            }
            let next = rest.first ?? ""
            let isNamed = ["major", "minor"].contains(next)
            if isAfterIn || isNamed, let key = Self.key(word, mode: next) {
                if isNamed { rest.removeFirst() }
                facts.key = key
                add(PromptWords.word(of: key))
                isAfterIn = false
                continue
            }
            isAfterIn = word == "in"
            if word == "no" || word == "without" { excludes = true }
            if word == "with" || word == "and" { excludes = word == "and" && excludes }
            guard Self.places[word] != nil else {
                let number = Double(word.replacingOccurrences(of: "bpm", with: ""))
                let range = "a tempo of \(Int(Self.tempi.lowerBound)) to \(Int(Self.tempi.upperBound)) bpm"
                unknown.append((word, number == nil ? Self.nearest(to: word) : range))
                continue
            }
            add(word)
            Self.read(word, next, excludes: excludes, into: &facts)
        }
        guard words.contains(where: { !PromptWords.fillers.contains(PromptWords.vocabulary[$0]) }) else {
            throw PromptError.empty(text, unknown: unknown.map(\.0))
        }
        self.words = words
        self.facts = facts
        self.unknown = unknown.map { (word: $0.0, nearest: $0.1) }
    }

    /// What of a text is not known, in a sentence; nil where all is, or nothing.
    public static func remark(on text: String) -> String? {
        // one that says nothing is refused where it is typed
        guard case .success(let prompt) = Result(catching: { try Prompt(text) }), !prompt.unknown.isEmpty else {
            return nil
        }
        let words = prompt.unknown.map { "\($0.word.quoted) (near is \($0.nearest.quoted))" }
        return "not known: \(words.joined(separator: ", "))"
    }

    private static func meter(_ word: String) -> Int? {
        let halves = word.split(separator: "/")
        guard halves.count == 2, let beats = Int(halves[0]), let unit = Int(halves[1]), (2...7).contains(beats),
            unit == 4
        else { return nil }
        return beats
    }

    /// "c", "f#", "ebm" with or without its mode behind it.
    private static func key(_ word: String, mode: String) -> Key? {
        let name = word.prefix(1).uppercased() + word.dropFirst()
        return Key(parsing: ["major", "minor"].contains(mode) ? "\(name) \(mode)" : name)
    }

    private static func read(_ word: String, _ next: String, excludes: Bool, into facts: inout PromptFacts) {
        func names(_ phrases: [String]) -> Bool { phrases.contains { $0 == word || $0 == "\(word) \(next)" } }
        if let style = Style.allCases.first(where: { names(PromptWords.styles[$0] ?? []) }) {
            facts.style = facts.style ?? style
        }
        if let player = InstrumentFamily.allCases.first(where: { names(PromptWords.players[$0] ?? []) }) {
            if excludes { facts.players.remove(player) } else { facts.players.insert(player) }
        }
        if let density = PromptFacts.Density.allCases.first(where: { names(PromptWords.densities[$0] ?? []) }) {
            facts.density = density
        }
        if facts.askedTempo == nil {
            facts.askedTempo =
                PromptWords.askedTempi.first { $0.words.contains("\(word) \(next)") }?.tempo
                ?? PromptWords.askedTempi.first { $0.words.contains(word) }?.tempo
        }
        if facts.askedMood == nil {
            facts.askedMood = PromptFacts.Mood.allCases.first { names(PromptWords.moods[$0] ?? []) }
        }
        if let section = PromptFacts.Section.allCases.first(where: { names(PromptWords.sections[$0] ?? []) }) {
            facts.section = section
        }
    }

    /// The known word with the fewest letters to change (Levenshtein 1966).
    static func nearest(to word: String) -> String {
        let known = PromptWords.vocabulary.filter { !$0.hasPrefix("<") && !PromptWords.fillers.contains($0) }
        return known.min { distance(word, $0) < distance(word, $1) } ?? ""
    }

    private static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left), Array(right))
        var row = Array(0...right.count)
        for (index, letter) in left.enumerated() {
            var before = row[0]
            row[0] = index + 1
            for place in right.indices {
                let changed = before + (right[place] == letter ? 0 : 1)
                before = row[place + 1]
                row[place + 1] = min(changed, row[place] + 1, row[place + 1] + 1)
            }
        }
        return row[right.count]
    }
}

/// A prompt that says nothing.
public enum PromptError: Error, Sendable, Equatable, CustomStringConvertible {
    case empty(String, unknown: [String])

    public var description: String {
        switch self {
        case .empty(let text, let unknown):
            text.allSatisfy(\.isWhitespace)
                ? "the prompt is empty: say what shall play, like \"bright pop band in C, 120 bpm\""
                : "nothing in \(text.quoted) says what shall play"
                    + (unknown.isEmpty
                        ? ""
                        : " (not known: "
                            + unknown.map { "\($0), near is \(Prompt.nearest(to: $0))" }.joined(separator: "; ") + ")")
                    + ": name a style, instruments, a key or a tempo, like \"bright pop band in C, 120 bpm\""
        }
    }
}
