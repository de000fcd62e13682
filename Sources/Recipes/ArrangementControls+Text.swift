import Foundation
import Music
import Sentences

extension ArrangementControls {
    /// Words that ask for less and for more of something.
    private static let adjectives:
        [(less: String, more: String, value: WritableKeyPath<ArrangementControls, Double?> & Sendable)] = [
            ("sparse", "dense", \.density), ("dark", "bright", \.brightness), ("soft", "loud", \.level),
        ]
    /// How much a word asks for, and how much after "very".
    private static let usual = 1.0
    private static let strong = 2.0

    /// Families and words: "keys bass drums", "all", "drums dense bright", "keys very soft", "density -0.5".
    /// - Throws: `RecipeError` naming the word that is none of these.
    public init(parsing text: String) throws {
        self.init()
        var families: [InstrumentFamily] = []
        var words = text.lowercased().split { $0 == " " || $0 == "," }.map(String.init)[...]
        while let word = words.popFirst() {
            if let family = InstrumentFamily(rawValue: word) {
                families.append(family)
            } else if word == "all" {
                families = InstrumentFamily.allCases
            } else if let name = Self.names.first(where: { $0.name == word }) {
                guard let number = words.popFirst(), let value = Double(number), value.isFinite else {
                    throw RecipeError("after \(word.quoted) a number is needed, like \"\(word) -1\"")
                }
                self[keyPath: name.value] = value
            } else {
                let isStrong = word == "very"
                guard let adjective = isStrong ? words.popFirst() : word, let asked = Self.asked(by: adjective) else {
                    throw RecipeError(
                        "\(word.quoted) is no part of a band; say families (\(Self.familyNames), all) and words like "
                            + "sparse, dense, dark, bright, soft, loud, each with very before it if you like")
                }
                self[keyPath: asked.value] = asked.sign * (isStrong ? Self.strong : Self.usual)
            }
        }
        guard Set(families).count == families.count else { throw RecipeError("\(text.quoted) names a family twice") }
        if !families.isEmpty { self.families = InstrumentFamily.allCases.filter(families.contains) }
    }

    private static let names: [(name: String, value: WritableKeyPath<ArrangementControls, Double?> & Sendable)] = [
        ("density", \.density), ("brightness", \.brightness), ("level", \.level),
    ]
    private static let familyNames = InstrumentFamily.allCases.map(\.rawValue).joined(separator: ", ")

    private static func asked(by word: String) -> (value: WritableKeyPath<ArrangementControls, Double?>, sign: Double)?
    {
        for (less, more, value) in adjectives {
            if word == less { return (value, -1) }
            if word == more { return (value, 1) }
        }
        return nil
    }

    /// As `init(parsing:)` reads it; empty where nothing is asked.
    public var text: String {
        var words = families.map { $0.count == InstrumentFamily.allCases.count ? ["all"] : $0.map(\.rawValue) } ?? []
        for (name, adjective) in zip(Self.names, Self.adjectives) {
            guard let value = self[keyPath: name.value] else { continue }
            let word = value < 0 ? adjective.less : adjective.more
            switch abs(value) {
            case Self.usual: words.append(word)
            case Self.strong: words.append("very \(word)")
            default: words.append("\(name.name) \(value.formatted(.number.locale(Locale(identifier: "C"))))")
            }
        }
        return words.joined(separator: " ")
    }
}

extension PlannedSection {
    /// Sections with their bars: "4 keys soft | 8 keys bass drums | 8 all dense".
    /// - Throws: `RecipeError`.
    public static func plan(parsing text: String) throws -> [PlannedSection] {
        try text.split(separator: "|", omittingEmptySubsequences: false).map { part in
            let words = part.split(separator: " ")
            guard let first = words.first, let bars = Int(first) else {
                throw RecipeError(
                    "\(part.trimmingCharacters(in: .whitespaces).quoted) is no section; begin it with its bars, like \"8 keys bass\""
                )
            }
            return PlannedSection(
                bars: bars, controls: try ArrangementControls(parsing: words.dropFirst().joined(separator: " ")))
        }
    }

    /// As `plan(parsing:)` reads it.
    public static func text(of plan: [PlannedSection]) -> String {
        plan.map { ["\($0.bars)", $0.controls.text].filter { !$0.isEmpty }.joined(separator: " ") }.joined(
            separator: " | ")
    }
}
