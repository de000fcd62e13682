extension KeyPress {
    /// Names of the keys that are no characters, as in config files; the first name of a code is the one written.
    private static let names: [(name: String, code: Code)] = [
        ("up", .up), ("down", .down), ("left", .left), ("right", .right),
        ("home", .home), ("end", .end), ("pgup", .pageUp), ("pageup", .pageUp), ("pgdn", .pageDown),
        ("pgdown", .pageDown), ("pagedown", .pageDown), ("insert", .insert), ("ins", .insert),
        ("delete", .delete), ("del", .delete), ("backspace", .backspace), ("tab", .tab),
        ("enter", .enter), ("return", .enter), ("escape", .escape), ("esc", .escape),
        ("space", .character(" ")),
    ]

    /// Keys that a terminal sends for a letter held with control: it cannot tell them apart.
    private static let controlAliases: [Character: Code] = ["i": .tab, "m": .enter, "[": .escape]

    private static let lastFunctionKey = 63

    /// A key by its name: `x`, `?`, `space`, `f5`, `pgup`, with `ctrl-`, `alt-` and `shift-` before it in any order.
    ///
    /// Names are read in any case, single characters as they are. `ctrl-i`, `ctrl-m` and `ctrl-[` are tab, enter and
    /// escape, as terminals send them; `shift-` before a letter is the capital. nil for what is no key.
    public init?(parsing text: String) {
        var rest = Substring(text)
        var modifiers = (control: false, alt: false, shift: false)
        /// Takes a modifier off, unless nothing would be left of the key.
        func take(_ prefix: String) -> Bool {
            guard rest.count > prefix.count, rest.prefix(prefix.count).lowercased() == prefix else { return false }
            rest = rest.dropFirst(prefix.count)
            return true
        }
        while true {
            if !modifiers.control, take("ctrl-") {
                modifiers.control = true
            } else if !modifiers.alt, take("alt-") {
                modifiers.alt = true
            } else if !modifiers.shift, take("shift-") {
                modifiers.shift = true
            } else {
                break
            }
        }
        guard var code = Self.code(named: rest) else { return nil }
        if case .character(let character) = code {
            if modifiers.shift {
                guard character.isLetter, let capital = character.uppercased().first else { return nil }
                code = .character(capital)
                modifiers.shift = false
            }
            if modifiers.control {
                guard let key = Self.control(character) else { return nil }
                code = key
                if case .character = key {} else { modifiers.control = false }
            }
        }
        self.init(code, control: modifiers.control, alt: modifiers.alt, shift: modifiers.shift)
    }

    private static func code(named text: Substring) -> Code? {
        if text.count == 1, let character = text.first {
            guard !character.isWhitespace, character.unicodeScalars.allSatisfy({ $0.value > 0x1f && $0.value != 0x7f })
            else { return nil }
            return .character(character)
        }
        let name = text.lowercased()
        if let known = names.first(where: { $0.name == name }) { return known.code }
        guard name.first == "f", let number = Int(name.dropFirst()), (1...lastFunctionKey).contains(number) else {
            return nil
        }
        return .function(number)
    }

    /// What control makes of a character; nil where terminals have nothing for it.
    private static func control(_ character: Character) -> Code? {
        guard character.isASCII, let lower = character.lowercased().first else { return nil }
        if let alias = controlAliases[lower] { return alias }
        return lower.isLetter || " \\]^_@".contains(lower) ? .character(lower == "@" ? " " : lower) : nil
    }
}

extension KeyPress: CustomStringConvertible {
    /// The name that `init(parsing:)` reads back: `ctrl-r`, `shift-tab`, `space`.
    public var description: String {
        (control ? "ctrl-" : "") + (alt ? "alt-" : "") + (shift ? "shift-" : "") + name
    }

    private var name: String {
        if let known = Self.names.first(where: { $0.code == code }) { return known.name }
        switch code {
        case .character(let character): return String(character)
        case .function(let number): return "f\(number)"
        default: preconditionFailure("a key without a name")
        }
    }
}
