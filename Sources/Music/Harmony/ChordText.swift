import Foundation

/// A line of chords as people write it, bar by bar: "Am F C G" is a chord a bar; "|" parts bars where one holds more than one chord;
/// "x4" plays again what stands before it, up to the last such sign; "..." goes on with all of it.
package struct ChordText {
    /// Words of each bar.
    package let bars: [[Substring]]
    /// Whether it ends in "...".
    package let goesOn: Bool

    /// Bars that signs of repetition make at most.
    private static let most = 2000

    package init(_ text: String) {
        let isBarred = text.contains("|")
        var cells: [[Substring]] =
            isBarred
            ? text.split(separator: "|", omittingEmptySubsequences: false).map {
                $0.split(whereSeparator: \.isWhitespace)
            }
            : text.split(whereSeparator: \.isWhitespace).map { [$0] }
        // "| C | G |" has nothing before the first and after the last stroke
        if isBarred, cells.first?.isEmpty ?? false { cells.removeFirst() }
        if isBarred, cells.last?.isEmpty ?? false { cells.removeLast() }
        var bars: [[Substring]] = []
        var start = 0
        var goesOn = false
        for words in cells {
            let chords = words.filter { Self.repeats($0) == nil && !Self.isEllipsis($0) }
            if !chords.isEmpty || words.isEmpty { bars.append(chords) }
            goesOn = words.contains(where: Self.isEllipsis)
            for count in words.compactMap(Self.repeats) {
                let phrase = bars[start...]
                for _ in 1..<max(count, 1) where bars.count < Self.most { bars += phrase }
                start = bars.count
            }
        }
        self.bars = bars
        self.goesOn = goesOn
    }

    /// "x4", "4x"; nil for another word.
    private static func repeats(_ word: Substring) -> Int? {
        let signs = "x×*"
        if let first = word.first, signs.contains(first) { return Int(word.dropFirst()).flatMap(within) }
        if let last = word.last, signs.contains(last) { return Int(word.dropLast()).flatMap(within) }
        return nil
    }

    private static func within(_ count: Int) -> Int? { (1...999).contains(count) ? count : nil }
    private static func isEllipsis(_ word: Substring) -> Bool { word == "..." || word == "…" }
}

extension Chord {
    /// A chord as people type it: also with a small letter, with H for B, and with tensions that no band here plays: then it is the
    /// nearest that one does.
    /// - Returns: nil for what is no chord.
    package static func typed(_ word: some StringProtocol) -> (chord: Chord, isNearest: Bool)? {
        guard let first = word.first else { return nil }
        let letter = first == "H" || first == "h" ? "B" : String(first).uppercased()
        let text = letter + word.dropFirst()
        if let chord = Chord(parsing: text) { return (chord, false) }
        // without what stands behind the longest beginning that is a chord
        let (body, bass) = parted(text)
        for end in body.indices.dropFirst().reversed() {
            guard body[end...].wholeMatch(of: extensions) != nil, let chord = Chord(parsing: body[..<end] + bass) else {
                continue
            }
            return (chord, true)
        }
        return nil
    }

    /// Before the stroke of a bass, and from there on.
    private static func parted(_ text: String) -> (body: Substring, bass: Substring) {
        guard let stroke = text.lastIndex(of: "/"), text[text.index(after: stroke)...].first?.isLetter ?? false else {
            return (text[...], "")
        }
        return (text[..<stroke], text[stroke...])
    }

    nonisolated(unsafe) private static let extensions = /(?:add|sus|omit|no|alt|maj|[0-9#b♯♭+\-(),])+/
}
