/// How well typed letters fit a title: all of them must come in order, those that begin words count most.
public enum FuzzyMatch {
    private static let letter = 1
    private static let following = 4
    private static let wordStart = 6
    /// Letters between two that fit cost this much each, up to `longestGap`.
    private static let gap = 1
    private static let longestGap = 5

    /// - Returns: higher is better; nil when it does not fit. An empty query fits everything equally.
    public static func score(_ query: String, in text: String) -> Int? {
        let wanted = Array(query.lowercased().filter { !$0.isWhitespace })
        guard !wanted.isEmpty else { return 0 }
        let letters = Array(text.lowercased())
        guard wanted.count <= letters.count else { return nil }
        // best score of the first i wanted letters with the last of them at letter j
        var row = [Int?](repeating: nil, count: letters.count)
        for (index, character) in wanted.enumerated() {
            var next = [Int?](repeating: nil, count: letters.count)
            for place in letters.indices where letters[place] == character {
                let own = letter + (startsWord(letters, place) ? wordStart : 0)
                if index == 0 {
                    next[place] = own - min(place, longestGap) * gap / 2
                    continue
                }
                for before in 0..<place {
                    guard let score = row[before] else { continue }
                    let distance = place - before - 1
                    let joined = score + own + (distance == 0 ? following : -min(distance, longestGap) * gap)
                    if joined > next[place] ?? Int.min { next[place] = joined }
                }
            }
            row = next
        }
        return row.compactMap(\.self).max()
    }

    private static func startsWord(_ letters: [Character], _ place: Int) -> Bool {
        place == 0 || !(letters[place - 1].isLetter || letters[place - 1].isNumber)
    }

    /// Indices of the titles that fit, best first; equals stay in order.
    public static func ranked(_ query: String, among titles: [String]) -> [Int] {
        titles.indices.compactMap { index in score(query, in: titles[index]).map { (index, $0) } }
            .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
            .map(\.0)
    }
}
