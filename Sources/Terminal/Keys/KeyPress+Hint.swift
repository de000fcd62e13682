extension KeyPress {
    /// As short as a hint needs it: `^R`, `↑`, `spc`; without Unicode where only ASCII is drawn.
    public func hint(ascii: Bool = false) -> String {
        (control ? "^" : "") + (alt ? "M-" : "") + (shift ? (ascii ? "S-" : "⇧") : "") + shortName(ascii: ascii)
    }

    private func shortName(ascii: Bool) -> String {
        switch code {
        case .character(" "): "spc"
        case .character(let character): control ? character.uppercased() : String(character)
        case .up: ascii ? "up" : "↑"
        case .down: ascii ? "dn" : "↓"
        case .left: ascii ? "lt" : "←"
        case .right: ascii ? "rt" : "→"
        case .home: "home"
        case .end: "end"
        case .pageUp: "pgup"
        case .pageDown: "pgdn"
        case .insert: "ins"
        case .delete: "del"
        case .backspace: "bs"
        case .tab: "tab"
        case .enter: ascii ? "ret" : "⏎"
        case .escape: "esc"
        case .function(let number): "F\(number)"
        }
    }
}
