import Terminal

/// Which characters a screen may hold: visible, one column wide, and in ASCII's range where only that is wanted.
enum CellCharacters {
    static func areAllowed(_ character: Character, _ glyphs: GlyphLevel) -> Bool {
        if character == "\n" { return true }
        guard let scalar = character.unicodeScalars.first else { return false }
        if character.unicodeScalars.count > 1 {
            // a letter with its accents
            return glyphs != .ascii
                && character.unicodeScalars.dropFirst().allSatisfy { $0.properties.generalCategory == .nonspacingMark }
        }
        if (0x20...0x7E).contains(scalar.value) { return true }
        guard glyphs != .ascii else { return false }
        if (0x2800...0x28FF).contains(scalar.value) { return true }
        // Latin, box drawing, blocks, and the signs of `Marks`
        return (0xA1...0x24F).contains(scalar.value) || (0x2500...0x259F).contains(scalar.value)
            || "…▶■●▸◂♪★•↻✗·↑↓▲▼□".contains(character)
    }
}
