/// The sounds of a syllable by the letters that it is spelt with: as good as one table for English, German, French and
/// Italian can be. A singer that teaches a listener where vowels begin needs no better pronunciation.
package struct SpeltSyllable: Hashable, Sendable {
    /// Before the vowel, in order: two at most.
    package var onset: [Consonant] = []
    /// nil where no vowel is written.
    package var vowel: Vowel?
    /// Where a diphthong goes.
    package var glide: Vowel?
    package var coda: Consonant?

    private static let longestOnset = 2

    /// Letters that sound as one, the longest first.
    private static let clusters: [(letters: String, sound: Consonant)] = [
        ("sch", .sh), ("tsch", .ch), ("sh", .sh), ("ch", .ch), ("th", .th), ("ph", .f), ("qu", .k), ("gn", .n),
        ("ng", .n),
        ("ck", .k), ("wh", .w), ("kn", .n), ("wr", .r),
    ]

    private static let consonants: [Character: Consonant] = [
        "b": .b, "c": .k, "d": .d, "f": .f, "g": .g, "h": .h, "j": .yod, "k": .k, "l": .l, "m": .m, "n": .n, "p": .p,
        "q": .k, "r": .r, "s": .s, "t": .t, "v": .v, "w": .w, "x": .s, "z": .z, "\u{e7}": .s, "\u{df}": .s,
        "\u{f1}": .n,
    ]

    private static let vowels: [Character: Vowel] = [
        "a": .a, "e": .openE, "i": .shortI, "o": .openO, "u": .shortU, "y": .i, "\u{e4}": .openE, "\u{f6}": .schwa,
        "\u{fc}": .y, "\u{e9}": .e, "\u{e8}": .openE, "\u{ea}": .openE, "\u{e0}": .a, "\u{e2}": .a, "\u{ee}": .i,
        "\u{ef}": .i, "\u{f4}": .o, "\u{f9}": .u, "\u{fb}": .u, "\u{ec}": .i, "\u{f2}": .openO,
    ]

    private static let pairs: [String: (Vowel, Vowel?)] = [
        "ee": (.i, nil), "ea": (.i, nil), "ie": (.i, nil), "oo": (.u, nil), "ou": (.a, .u), "au": (.a, .u),
        "ow": (.o, .u),
        "aw": (.openO, nil), "ai": (.e, .i), "ay": (.e, .i), "ei": (.a, .i), "ey": (.e, .i), "eu": (.openO, .i),
        "oi": (.openO, .i), "oy": (.openO, .i), "oa": (.o, .u), "ew": (.u, nil), "ue": (.u, nil), "igh": (.a, .i),
    ]

    package init(_ spelling: String) {
        var letters = spelling.lowercased().filter(\.isLetter)[...]
        while let letter = letters.first, Self.vowels[letter] == nil || Self.isConsonant(letters) {
            onset += Self.consonant(&letters)
        }
        onset = Array(onset.suffix(Self.longestOnset))
        var written = letters.prefix { Self.vowels[$0] != nil }
        letters = letters.dropFirst(written.count)
        if letters.first == "w", ["a", "o", "e"].contains(written.last) {
            written = written + "w"
            letters = letters.dropFirst()
        }
        guard let first = written.first else { return }
        // a silent e makes the vowel before it long
        let isLong = written.count == 1 && letters.count == 2 && letters.last == "e"
        if let pair = Self.pairs[String(written.prefix(2))] {
            (vowel, glide) = pair
        } else if isLong, let long = Self.long[first] {
            (vowel, glide) = long
        } else if written.count == 1, letters.isEmpty, first == "i", spelling.first?.isUppercase == true {
            (vowel, glide) = (.a, .i)
        } else {
            vowel = Self.vowels[first]
        }
        coda = Self.consonant(&letters).first
    }

    private static let long: [Character: (Vowel, Vowel?)] = [
        "a": (.e, .i), "i": (.a, .i), "o": (.o, .u), "u": (.u, nil), "e": (.i, nil),
    ]

    /// A "y" or "u" that is no vowel where it stands.
    private static func isConsonant(_ letters: Substring) -> Bool {
        let next = letters.dropFirst().first
        return letters.first == "y" && next.map { vowels[$0] != nil } ?? false
    }

    /// Takes the next consonant off; none for letters that have no sound of their own.
    private static func consonant(_ letters: inout Substring) -> [Consonant] {
        if let cluster = clusters.first(where: { letters.hasPrefix($0.letters) }) {
            letters = letters.dropFirst(cluster.letters.count)
            return [cluster.sound]
        }
        guard let letter = letters.popFirst() else { return [] }
        return letter == "y" ? [.yod] : consonants[letter].map { [$0] } ?? []
    }
}
