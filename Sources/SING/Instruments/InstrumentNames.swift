/// Finds an instrument by what a person types.
struct InstrumentNames: Sendable {
    let names: [String]

    /// Letters and digits of a name, in words.
    private static func words(_ name: String) -> [String] {
        name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    /// The instrument of this name, letter case and marks aside.
    /// - Throws: `SINGError.unknownInstrument` with up to four near ones.
    func number(of name: String) throws -> Int {
        let asked = Self.words(name)
        if let exact = names.firstIndex(of: name) ?? names.firstIndex(where: { Self.words($0) == asked }) {
            return exact
        }
        throw SINGError.unknownInstrument(name, near: near(asked))
    }

    /// Names that share words with what was asked, or nearly do; those with the best agreement first.
    private func near(_ asked: [String]) -> [String] {
        let scored = names.enumerated().map { place, name -> (score: Double, place: Int) in
            let own = Self.words(name)
            let agreement = asked.map { word in own.map { Self.likeness(word, $0) }.max() ?? 0 }.reduce(0, +)
            return (agreement / Double(max(asked.count, own.count, 1)), place)
        }
        return scored.filter { $0.score >= 0.3 }.sorted { ($1.score, $0.place) < ($0.score, $1.place) }.prefix(4)
            .map { names[$0.place] }
    }

    /// 1 for equal words, down to 0 for those that differ in most letters.
    private static func likeness(_ a: String, _ b: String) -> Double {
        let (a, b) = (Array(a), Array(b))
        var row = Array(0...b.count)
        for (i, letter) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in b.enumerated() {
                let replaced = diagonal + (letter == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
            }
        }
        let share = Double(row[b.count]) / Double(max(a.count, b.count, 1))
        return share > 0.5 ? 0 : 1 - share
    }
}
