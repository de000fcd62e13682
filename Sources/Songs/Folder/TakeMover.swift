import AudioFiles
import Foundation

/// Keeps `takes/`, `guides/` and `deleted/` in step with which takes and guides a song lists.
struct TakeMover {
    let layout: SongLayout
    /// Files of guides that are removed rather than moved.
    var superseded: Set<String> = []

    /// Files of takes and guides that only the older song lists go to `deleted/`, of those that only the newer one lists come back.
    /// Takes that neither mentions stay where they are: they may just be arriving.
    /// - Parameters:
    ///   - shown: further takes that were listed since the older song, but never saved.
    ///   - shownGuides: likewise.
    /// - Throws: `SongFolderError`, `AudioFileError`.
    func reconcile(
        from older: Song, shown: [Take] = [], shownGuides: [GuidePart] = [], to newer: Song
    ) throws {
        let before = Set(older.allTakes.map(\.id))
        let after = Set(newer.allTakes.map(\.id))
        for take in newer.allTakes where !before.contains(take.id) { try restore(take) }
        for take in older.allTakes + shown where !after.contains(take.id) { try delete(take) }
        let guidesBefore = Set(older.guides.map(\.file))
        let guidesAfter = Set(newer.guides.map(\.file))
        for guide in newer.guides where !guidesBefore.contains(guide.file) { try restore(guide) }
        for guide in older.guides + shownGuides where !guidesAfter.contains(guide.file) { try delete(guide) }
    }

    func delete(_ guide: GuidePart) throws {
        try check(SongLayout.isGuideFile(guide.file), guide.file)
        let file = layout.kept(guide)
        guard superseded.contains(guide.file) else { return try move(file, layout.deleted(guide)) }
        guard unlink(file.path) == 0 || errno == ENOENT else {
            throw SongFolderError.cannotMove(file, reason: String(cString: strerror(errno)))
        }
    }

    func restore(_ guide: GuidePart) throws {
        try check(SongLayout.isGuideFile(guide.file), guide.file)
        if !layout.exists(layout.kept(guide)) { try move(layout.deleted(guide), layout.kept(guide)) }
    }

    func delete(_ take: Take) throws {
        for stem in take.stems {
            try check(SongLayout.isTakeFile(stem.file), stem.file)
            try move(layout.kept(stem), layout.deleted(stem))
        }
    }

    func restore(_ take: Take) throws {
        for stem in take.stems where !layout.exists(layout.kept(stem)) {
            try check(SongLayout.isTakeFile(stem.file), stem.file)
            try move(layout.deleted(stem), layout.kept(stem))
        }
    }

    private func check(_ isInside: Bool, _ file: String) throws {
        guard isInside else { throw SongFolderError.fileOutside(layout.document, file: file) }
    }

    /// Never over another file. A file that is gone already stays gone: opening the song tells of it.
    private func move(_ source: URL, _ target: URL) throws {
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
        // where it is now first: after a power failure it may stand in both places, but not in none
        for folder in [place, source].map({ $0.deletingLastPathComponent() }) {
            try AtomicFile.synchronize(folder, for: place)
        }
    }
}
