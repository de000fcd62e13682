import Sentences

extension Parameter {
    /// What can be said: "1 to 200", "-40 to 40 LU", "euler, heun, dpm", "apart or together".
    public var range: String {
        switch kind {
        case .integer(let range, _, let unit):
            Self.joined("\(range.lowerBound) to \(range.upperBound)", unit)
        case .number(let range, _, let unit):
            Self.joined(
                "\(Setting.plain(range.lowerBound)) to \(Setting.plain(range.upperBound))", unit == "%" ? "" : unit)
        case .choice(let all): all.joined(separator: ", ")
        case .text(let form): form.form
        case .flag(let on, let off): "\(on) or \(off)"
        }
    }

    /// What a new recipe says: "8", or the word for nothing said.
    public var usualText: String {
        guard let usual else { return absent }
        guard case .flag(let on, let off) = kind, let flag = usual.flag else { return usual.description }
        return flag ? on : off
    }

    /// For a command line: what the value means, what can be said, and what is usual.
    public var fullHelp: String {
        let isSaid = if case .text = kind { true } else { false }
        let meaning = isSaid ? range : help.contains(range) ? help : "\(help); \(range)"
        return meaning + (usualText.isEmpty ? "" : " (usual: \(usualText))")
    }

    /// - Throws: `RecipeError` saying what the recipe's value should be.
    public func validate(_ recipe: Recipe) throws {
        // a shared text is what it was read as: the recipe checks that
        if case .text = kind, !isSetting { return }
        if let setting = setting(in: recipe) { _ = try checked(setting) }
    }

    /// - Throws: `RecipeError`.
    func checked(_ setting: Setting) throws -> Setting {
        switch kind {
        case .integer(let range, _, _):
            guard let value = setting.integer else { throw RecipeError(refusal(of: "\(setting)")) }
            guard range.contains(value) else { throw RecipeError(outside("\(value)")) }
        case .number(let range, _, _):
            guard let value = setting.number else { throw RecipeError(refusal(of: "\(setting)")) }
            guard range.contains(value) else { throw RecipeError(outside(Setting.plain(value))) }
        case .choice(let all):
            guard let text = setting.text, all.contains(text) else { throw RecipeError(refusal(of: "\(setting)")) }
        case .text(let form):
            guard let text = setting.text else { throw RecipeError(refusal(of: "\(setting)")) }
            return .text(try form.check(text))
        case .flag: guard setting.flag != nil else { throw RecipeError(refusal(of: "\(setting)")) }
        }
        return setting
    }

    private func outside(_ value: String) -> String { "\(name) must be \(range), not \(value)" }

    /// Why a text says nothing here.
    func refusal(of text: String) -> String {
        switch kind {
        case .integer: "\(name) is a whole number, not \(text.quoted)"
        case .number: "\(name) is a number, not \(text.quoted)"
        case .choice(let all):
            "\(name) is one of \((absent.isEmpty ? all : all + [absent]).joined(separator: ", ")), not \(text.quoted)"
        case .text(let form): "\(name) is a text, \(form.form), not \(text.quoted)"
        case .flag(let on, let off): "\(name): \(off) or \(on), not \(text.quoted)"
        }
    }

    private static func joined(_ text: String, _ unit: String) -> String { unit.isEmpty ? text : "\(text) \(unit)" }
}
