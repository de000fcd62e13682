import Foundation
import Music

extension Parameter {
    /// How a value that is a text is written and stepped through.
    public struct Text: Sendable {
        /// What it is and how it is written, for help: "sections by their bars like 4 keys soft | 8 all dense".
        public let form: String
        /// - Throws: `RecipeError`. Returns the text as it is kept.
        public let check: @Sendable (String) throws -> String
        /// The text so many arrows further, from what was heard where the recipe says nothing; "" is nothing said.
        /// nil where arrows change nothing.
        public let step: (@Sendable (_ recipe: Recipe, _ steps: Int, _ heard: LeadSheet?) -> String)?
        /// What arrows go through, after nothing said.
        public let offers: [String]
        /// Words that it may be made of, for whoever types it.
        public let words: [String]
        /// What is worth saying of a text that is taken over; nil for nothing.
        public let remark: (@Sendable (String) -> String?)?

        public init(
            form: String, offers: [String] = [], words: [String] = [],
            check: @escaping @Sendable (String) throws -> String = { $0 },
            step: (@Sendable (_ recipe: Recipe, _ steps: Int, _ heard: LeadSheet?) -> String)? = nil,
            remark: (@Sendable (String) -> String?)? = nil
        ) {
            self.form = form
            self.offers = offers
            self.words = words
            self.remark = remark
            self.check = check
            self.step = step
        }
    }

    /// How its text is written; nil of what is none.
    public var written: Text? { if case .text(let text) = kind { text } else { nil } }

    /// What is there to be changed by typing; empty where nothing is said.
    public func text(of recipe: Recipe) -> String {
        guard let setting = setting(in: recipe) else { return "" }
        guard case .flag(let on, let off) = kind, let flag = setting.flag else { return setting.description }
        return flag ? on : usual == nil ? "" : off
    }

    /// Takes over what was typed; the recipe stays as it is where that is refused.
    /// - Throws: `RecipeError`: a sentence that names the parameter or the text.
    public func set(_ recipe: inout Recipe, typing typed: String) throws {
        let text = typed.trimmingCharacters(in: .whitespaces)
        var changed = recipe
        // a number whose text is rounded stays the number that it is
        if case .number = kind, !text.isEmpty, text == self.text(of: recipe) {
            try validate(recipe)
            return
        }
        try write(try setting(typed: text), to: &changed)
        if isSetting { try validate(changed) } else { try changed.validate() }
        recipe = changed
    }

    /// - Returns: nil for nothing said.
    private func setting(typed text: String) throws -> Setting? {
        let word = text.lowercased()
        if usual == nil, word.isEmpty || Self.nothing.contains(word) || word == absent { return nil }
        switch kind {
        case .integer:
            guard let value = Int(text) else { throw RecipeError(refusal(of: text)) }
            return try checked(.integer(value))
        case .number(_, _, let unit):
            let isShare = unit == "%" && text.hasSuffix("%")
            let bare = unit.isEmpty || !text.hasSuffix(unit) ? text : String(text.dropLast(unit.count))
            guard let value = Double(bare.trimmingCharacters(in: .whitespaces).replacing(",", with: ".")) else {
                throw RecipeError(refusal(of: text))
            }
            return try checked(.number(isShare ? value / 100 : value))
        case .choice(let all):
            guard all.contains(word) else { throw RecipeError(refusal(of: text)) }
            return .text(word)
        case .text(let form): return .text(try form.check(text))
        case .flag(let on, let off):
            if [on, "on", "yes", "true"].contains(word) { return .flag(true) }
            guard [off, "off", "no", "false"].contains(word) else { throw RecipeError(refusal(of: text)) }
            return usual == nil ? nil : .flag(false)
        }
    }

    /// Words that say nothing, beside the parameter's own.
    private static let nothing = ["any", "heard", "off", "-"]
}
