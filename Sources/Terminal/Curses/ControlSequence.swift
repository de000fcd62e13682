/// What follows `ESC [`: numbers and a last byte (ECMA-48, with xterm's modifiers).
struct ControlSequence {
    var parameters: [Int]
    var final: UInt8

    init(parameters: [Int], final: UInt8) {
        self.parameters = parameters
        self.final = final
    }

    /// - Parameter body: the bytes between the bracket and the last byte.
    init(_ body: some Collection<UInt8>, final: UInt8) {
        parameters = body.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { Self.number($0) }
        self.final = final
    }

    /// 0 of what is none, as of what is left out: a number is digits, without a sign.
    private static func number(_ digits: some Collection<UInt8>) -> Int {
        guard digits.count <= longestNumber, digits.allSatisfy(digit.contains) else { return 0 }
        return digits.reduce(0) { 10 * $0 + Int($1 - digit.lowerBound) }
    }

    private static let digit = UInt8(ascii: "0")...UInt8(ascii: "9")
    /// Digits: code points and places on a screen have fewer.
    private static let longestNumber = 9

    private static let letters: [UInt8: KeyPress.Code] = [
        UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
        UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end, UInt8(ascii: "P"): .function(1),
        UInt8(ascii: "Q"): .function(2), UInt8(ascii: "R"): .function(3), UInt8(ascii: "S"): .function(4),
    ]
    private static let numbers: [Int: KeyPress.Code] = [
        1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
        11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5), 17: .function(6),
        18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10), 23: .function(11), 24: .function(12),
    ]
    /// Characters that name keys when a terminal sends every key as a number.
    private static let controls: [Int: KeyPress.Code] = [
        8: .backspace, 9: .tab, 13: .enter, 27: .escape, 127: .backspace,
    ]

    /// The key, or nil for a sequence that is none (focus, answers to questions nobody asked).
    var key: KeyPress? {
        switch final {
        case UInt8(ascii: "Z"): return KeyPress(.tab, shift: true)
        case UInt8(ascii: "~"):
            if parameters.first == 27, parameters.count == 3 {
                return character(parameters[2], modifiers: parameters[1])
            }
            return parameters.first.flatMap { Self.numbers[$0] }.map { pressed($0) }
        case UInt8(ascii: "u"):
            return parameters.first.flatMap { character($0, modifiers: parameters.count > 1 ? parameters[1] : 1) }
        default: return Self.letters[final].map { pressed($0) }
        }
    }

    private func pressed(_ code: KeyPress.Code) -> KeyPress {
        let held = Modifiers(parameters.count > 1 ? parameters[1] : 1)
        return KeyPress(code, control: held.control, alt: held.alt, shift: held.shift)
    }

    private func character(_ value: Int, modifiers: Int) -> KeyPress? {
        let held = Modifiers(modifiers)
        if let code = Self.controls[value] {
            return KeyPress(code, control: held.control, alt: held.alt, shift: held.shift)
        }
        guard value > 0x1f, !(0x7f...0x9f).contains(value),
            let scalar = UInt32(exactly: value).flatMap(Unicode.Scalar.init)
        else { return nil }
        var character = Character(scalar)
        if held.shift, let capital = character.uppercased().first { character = capital }
        if held.control, let small = character.lowercased().first { character = small }
        return KeyPress(.character(character), control: held.control, alt: held.alt)
    }

    /// xterm counts them from 1: shift 1, alt 2, control 4, meta 8.
    private struct Modifiers {
        let shift: Bool
        let alt: Bool
        let control: Bool

        init(_ parameter: Int) {
            let bits = max(parameter - 1, 0)
            shift = bits & 1 != 0
            alt = bits & 0b1010 != 0
            control = bits & 4 != 0
        }
    }

    /// A click or a turn of the wheel as SGR mode reports it: `ESC [ < button ; column ; row M`, `m` for a release.
    var mouse: MouseEvent? {
        guard parameters.count == 3, parameters[1] > 0, parameters[2] > 0 else { return nil }
        let (row, column) = (parameters[2] - 1, parameters[1] - 1)
        // bits 2...4 are modifiers, bit 5 is movement
        switch (parameters[0] & ~0b11100, final) {
        case (0, UInt8(ascii: "M")): return MouseEvent(.press, row: row, column: column)
        case (0, UInt8(ascii: "m")): return MouseEvent(.release, row: row, column: column)
        case (64, UInt8(ascii: "M")): return MouseEvent(.wheelUp, row: row, column: column)
        case (65, UInt8(ascii: "M")): return MouseEvent(.wheelDown, row: row, column: column)
        default: return nil
        }
    }
}
