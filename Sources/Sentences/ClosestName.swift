/// The name that was probably meant, or nil if none is near: at most a third of the letters wrong.
public func closestName(to word: String, among names: some Sequence<String>) -> String? {
    // what is longer is no name
    guard word.utf8.count <= longestName else { return nil }
    let letters = Array(word.lowercased())
    let allowed = max(letters.count / 3, 1)
    return names.map { (name: $0, distance: editDistance(letters, Array($0.lowercased()))) }
        .filter { $0.distance <= allowed }
        .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
}

/// Bytes.
private let longestName = 400

/// Letters to insert, remove or replace (Levenshtein).
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    var row = Array(0...b.count)
    for (i, letter) in a.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, other) in b.enumerated() {
            (diagonal, row[j + 1]) = (row[j + 1], min(diagonal + (letter == other ? 0 : 1), row[j] + 1, row[j + 1] + 1))
        }
    }
    return row[b.count]
}
