import Foundation

extension Character {
    /// Itself where a terminal draws it in one column, else a stand-in that is one column wide.
    ///
    /// Control characters become spaces, a letter with marks that have no composed form loses them, and wide or
    /// zero-width characters (CJK, emoji, joiners, directions) become `fallback`: terminals disagree about their
    /// widths, and a row that is one column too long tears the layout.
    public func oneColumnWide(fallback: Character = "?") -> Character {
        if isASCII {
            guard let value = asciiValue else { return " " }  // a carriage return with its line feed
            return value > 0x1f && value != 0x7f ? self : " "
        }
        if isNewline || isWhitespace { return " " }
        if unicodeScalars.count == 1, let only = unicodeScalars.first, only.isOneColumnWide { return self }
        let scalars = String(self).precomposedStringWithCanonicalMapping.unicodeScalars
        guard let first = scalars.first else { return fallback }
        if first.properties.generalCategory == .control { return " " }
        let isEmojiSequence = scalars.dropFirst().contains { $0.value == 0xfe0f || $0.value == 0x200d }
        guard !isEmojiSequence, first.isOneColumnWide else { return fallback }
        return Character(first)
    }
}

extension Unicode.Scalar {
    /// Whether all terminals draw it in one column: neither wide nor zero-width nor undefined.
    var isOneColumnWide: Bool {
        if value < 0x300 { return value != 0xad && !(0x7f...0x9f).contains(value) }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark, .format, .control, .surrogate, .unassigned, .privateUse,
            .lineSeparator, .paragraphSeparator:
            return false
        default: break
        }
        guard let age = properties.age, age.major <= Self.newestKnown, !properties.isEmojiPresentation else {
            return false
        }
        return !Self.wide.contains { $0.contains(value) }
    }

    /// Characters of later Unicode versions are not in every locale: this one is of 2018.
    private static let newestKnown = 11

    /// Blocks that Unicode's East Asian Width calls wide, and letters that join their neighbours (Hangul, Indic and
    /// right-to-left scripts are shaped by the terminal, so they are kept out as well).
    private static let wide: [ClosedRange<UInt32>] = [
        0x0590...0x08ff,  // right to left
        0x0900...0x109f,  // shaped: Devanagari to Myanmar
        0x1100...0x11ff,  // Hangul Jamo
        0x1780...0x18af,  // Khmer, Mongolian
        0x2329...0x232a,  // angle brackets
        0x2e80...0xa4cf,  // CJK, Kana, Yi
        0xa960...0xa97f, 0xac00...0xd7ff,  // Hangul
        0xf900...0xfaff, 0xfb1d...0xfdff, 0xfe10...0xfeff,  // compatibility forms
        0xff00...0xff60, 0xffe0...0xffe6,  // full-width forms
        0x10000...0x10ffff,  // pictures, historic scripts, ideographs
    ]
}
