import Foundation

/// Folder names for vocals: the file's name without its ending, numbered where two would be the same.
struct TakeNames {
    private let names: [String]

    init(_ urls: [URL]) {
        let stems = urls.map { $0.deletingPathExtension().lastPathComponent }
        // a number must not make the name of another file: take.wav twice beside take-2.wav
        var taken = Set(stems)
        var seen: Set<String> = []
        names = stems.map { stem in
            guard !seen.insert(stem).inserted else { return stem }
            var number = 2
            while !taken.insert("\(stem)-\(number)").inserted { number += 1 }
            return "\(stem)-\(number)"
        }
    }

    subscript(index: Int) -> String { names[index] }
}
