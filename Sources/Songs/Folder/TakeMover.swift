import Foundation

/// Keeps `takes/` and `deleted/` in step with which takes a song lists.
struct TakeMover {
    let layout: SongLayout

    /// Files of takes that only the older song lists go to `deleted/`, of those that only the newer one lists come back.
    /// Takes that neither mentions stay where they are: they may just be arriving.
    /// - Parameter shown: further takes that were listed since the older song, but never saved.
    /// - Throws: `SongFolderError`.
    func reconcile(from older: Song, shown: [Take] = [], to newer: Song) throws {
        let before = Set(older.takes.map(\.id))
        let after = Set(newer.takes.map(\.id))
        for take in newer.takes where !before.contains(take.id) { try restore(take) }
        for take in older.takes + shown where !after.contains(take.id) { try delete(take) }
    }

    func delete(_ take: Take) throws {
        for stem in take.stems { try move(stem, layout.kept(stem), layout.deleted(stem)) }
    }

    func restore(_ take: Take) throws {
        for stem in take.stems where !layout.exists(layout.kept(stem)) {
            try move(stem, layout.deleted(stem), layout.kept(stem))
        }
    }

    /// Never over another file. A file that is gone already stays gone: opening the song tells of it.
    private func move(_ stem: Take.Stem, _ source: URL, _ target: URL) throws {
        guard SongLayout.isTakeFile(stem.file) else {
            throw SongFolderError.fileOutside(layout.document, file: stem.file)
        }
        guard layout.exists(source) else { return }
        try layout.makeFolder(target.deletingLastPathComponent())
        var place = target
        var number = 2
        while layout.exists(place) {
            let name = target.deletingPathExtension().lastPathComponent
            place = target.deletingLastPathComponent().appendingPathComponent("\(name)-\(number).wav")
            number += 1
        }
        guard rename(source.path, place.path) == 0 else {
            throw SongFolderError.cannotMove(source, reason: String(cString: strerror(errno)))
        }
    }
}
