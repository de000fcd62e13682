import Foundation

/// Folder names for vocals: the file's name without its ending, numbered where two would be the same.
struct TakeNames {
    private let names: [String]

    init(_ urls: [URL]) {
        var counts: [String: Int] = [:]
        names = urls.map { url in
            let stem = url.deletingPathExtension().lastPathComponent
            counts[stem, default: 0] += 1
            return counts[stem] == 1 ? stem : "\(stem)-\(counts[stem] ?? 0)"
        }
    }

    subscript(index: Int) -> String { names[index] }
}
