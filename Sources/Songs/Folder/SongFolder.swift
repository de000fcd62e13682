import AudioFiles
import Foundation
import Recipes
import Signal
import Synchronization

/// A song on disk: `song.json`, the vocal, `takes/` and, for takes that were deleted, `deleted/`. Plain files that
/// survive a kill at any moment: sounds come first, `song.json` mentions them afterwards, and opening mends the rest.
///
/// For any thread. While it lives no other program can open the song.
public final class SongFolder: Sendable {
    /// What opening found and mended, a sentence each.
    public let notices: [String]
    private let place: Mutex<SongLayout>
    private let held: HeldFolder?
    /// nil when opened for reading.
    private let lock: SongLock?
    /// `song.json` as it was read or written here; nil while there is none.
    private let stamp: Mutex<FileStamp?>
    /// What was found out since opening and nobody was told of yet.
    private let findings = Mutex<[String]>([])
    /// What `song.json` holds.
    private let saved: Mutex<Song>
    /// Takes that were listed at some time, saved or not.
    private let shown = Mutex<[Int: Take]>([:])
    /// Guides likewise, by file.
    private let shownGuides = Mutex<[String: GuidePart]>([:])
    /// Files of guides that nobody will want back.
    private let superseded = Mutex<Set<String>>([])

    public enum Access: Sendable {
        case readWrite
        /// Neither locks nor mends: for export while the song is open elsewhere.
        case readOnly
    }

    init(layout: SongLayout, lock: SongLock?, saved: Song, notices: [String]) {
        place = Mutex(layout)
        held = HeldFolder(layout.url)
        self.lock = lock
        self.notices = notices
        self.saved = Mutex(saved)
        stamp = Mutex(FileStamp(layout.document))
    }

    /// Where the song is now: if its folder is moved while it is open, there.
    public var url: URL { layout.url }

    var layout: SongLayout {
        place.withLock { layout in
            guard let held, !held.isAt(layout.url), let now = held.url else { return layout }
            layout = SongLayout(url: now)
            findings.withLock {
                $0.append("the song's folder was moved while it was open: it is saved in \(now.path) now")
            }
            return layout
        }
    }

    /// What others did with the folder while it was open, a sentence each; the second call says nothing again.
    public func takeFindings() -> [String] {
        findings.withLock { findings in
            defer { findings = [] }
            return findings
        }
    }

    /// Where exports go unless somebody wants them elsewhere; not there before the first one.
    public var exports: URL { layout.exports }

    /// The song as it was last read or saved.
    public var song: Song { saved.withLock { $0 } }

    /// A new song from a vocal of any format that `AudioReader` reads; or `ffmpeg` decodes; its samples are kept bit
    /// by bit (see `AudioReader.recording` for what is not).
    /// - Parameters:
    ///   - url: made where it is missing; must hold no song.
    ///   - recipe: what the first take will be made with.
    /// - Throws: `SongFolderError`, `AudioFileError`, `LoudnessError`.
    public static func create(at url: URL, vocal: URL, recipe: Recipe = Recipe()) throws -> SongFolder {
        let recording = try AudioReader.recording(vocal, longest: SongFolder.longestVocal)
        let digest = try FileDigest.value(of: vocal)
        var song = Song(title: vocal.deletingPathExtension().lastPathComponent, recipe: recipe)
        return try make(at: url, remarks: recording.remarks) { folder in
            try folder.takeVocal(
                recording.sound, source: vocal.standardizedFileURL.path, digest: digest, into: &song)
            return song
        }
    }

    /// A new song without a vocal, to record one into.
    /// - Throws: `SongFolderError`, `AudioFileError`.
    public static func create(at url: URL, title: String, recipe: Recipe = Recipe()) throws -> SongFolder {
        try make(at: url) { _ in Song(title: title, recipe: recipe) }
    }

    private static func make(at url: URL, remarks: [String] = [], _ fill: (SongFolder) throws -> Song) throws
        -> SongFolder
    {
        let layout = SongLayout(url: url)
        var status = stat()
        let wasThere = stat(url.path, &status) == 0
        if wasThere, status.st_mode & S_IFMT != S_IFDIR { throw SongFolderError.notAFolder(url) }
        try layout.makeFolder(layout.url)
        try layout.requirePlain()
        let lock = try SongLock(layout.lock, of: layout.url)
        guard !layout.holdsSong else { throw SongFolderError.alreadyASong(url) }
        // a program that was killed while it made the song leaves what it was writing
        try Leftovers(layout: layout).settle()
        let folder = SongFolder(
            layout: layout, lock: lock, saved: Song(title: ""), notices: [lock.weakness].compactMap(\.self) + remarks)
        do {
            try layout.makeFolder(layout.takes)
            try folder.save(fill(folder))
        } catch {
            if !wasThere { try? FileManager.default.removeItem(at: layout.url) }  // the reason is thrown below
            throw error
        }
        return folder
    }

    /// An existing song, mended where the last program was killed or files are missing: see `notices`.
    /// - Throws: `SongFolderError`, `AudioFileError`.
    public static func open(_ url: URL, access: Access = .readWrite) throws -> SongFolder {
        try open(url, access: access) { _ in [] }
    }

    /// - Parameter remarks: more to tell of the song, a sentence each.
    static func open(_ url: URL, access: Access, remarks: (Song) -> [String]) throws -> SongFolder {
        let layout = SongLayout(url: url)
        var status = stat()
        guard stat(layout.url.path, &status) == 0 else {
            throw AudioFileError.missing(url)
        }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw SongFolderError.notAFolder(url) }
        guard layout.holdsSong else { throw SongFolderError.notASong(url) }
        try layout.requirePlain()
        try layout.requireReadable()
        let lock = access == .readWrite ? try SongLock(layout.lock, of: layout.url) : nil
        var recovery = SongRecovery(layout: layout, mayWrite: access == .readWrite)
        let song = try recovery.recover()
        let notices = [lock?.weakness].compactMap(\.self) + recovery.notices + remarks(song)
        return SongFolder(layout: layout, lock: lock, saved: song, notices: notices)
    }

    /// Writes `song.json`, wholly or not at all. First the files of takes that were deleted since the last save go to
    /// `deleted/`, and those of takes that were brought back return: so a kill in between loses no take.
    /// - Throws: `SongFolderError`, `AudioFileError`; then the older song stands.
    public func save(_ song: Song) throws {
        try requireWriting()
        try saved.withLock { saved in
            try TakeMover(layout: layout, superseded: superseded.withLock { $0 }).reconcile(
                from: saved, shown: shown.withLock { Array($0.values) },
                shownGuides: shownGuides.withLock { Array($0.values) }, to: song)
            let data: Data
            do {
                data = try SongDocument.encode(song)
            } catch {
                throw SongFolderError.cannotEncode(layout.document, reason: "\(error)")
            }
            try keepForeign(from: saved, besides: data)
            try AtomicFile.write(data, to: layout.document)
            stamp.withLock { $0 = FileStamp(layout.document) }
            saved = song
        }
    }

    /// Keeps a `song.json` that another program has written since this one last read or wrote it.
    /// - Parameters:
    ///   - song: what was read or written here.
    ///   - data: what is to be written over it.
    private func keepForeign(from song: Song, besides data: Data) throws {
        let layout = layout
        let there = FileStamp(layout.document)
        guard let there, stamp.withLock({ $0 != there }) else { return }
        let found: Data
        do {
            found = try Data(contentsOf: layout.document)
        } catch {
            throw SongFolderError.cannotRead(layout.document, reason: (error as NSError).localizedDescription)
        }
        guard found != data, try found != SongDocument.encode(song) else { return }
        let name = layout.untaken("song.changed")
        try AtomicFile.write(found, to: layout.url.appendingPathComponent(name))
        findings.withLock {
            $0.append(
                "song.json was changed by another program while the song was open; that version is kept as \(name)")
        }
    }

    /// Takes note of the takes and guides that a song lists ahead of its being saved: one that is deleted before that is known to be
    /// deleted, not arriving.
    public func note(_ song: Song) {
        shown.withLock { shown in for take in song.allTakes + song.takesAside.values.joined() { shown[take.id] = take }
        }
        shownGuides.withLock { shown in for guide in song.guides { shown[guide.file] = guide } }
    }

    /// Once the song lists this guide no more, its file goes for good: it was made again from what it plays.
    public func supersede(_ guide: GuidePart) { superseded.withLock { _ = $0.insert(guide.file) } }

    /// Removes the file of a guide that the song never listed.
    /// - Throws: `SongFolderError`.
    public func discard(_ guide: GuidePart) throws {
        try requireWriting()
        try TakeMover(layout: layout, superseded: [guide.file]).delete(guide)
    }

    /// - Throws: `SongFolderError` when the song was opened for reading or its folder has gone.
    func requireWriting() throws {
        guard lock != nil else { throw SongFolderError.openedForReading(url) }
        // what is written into a folder of that name would be a second song without the first one's sounds
        if let held, !held.isAt(url) { throw SongFolderError.gone(url) }
    }

    /// Seconds: a file that says more is damaged, or no song.
    public static let longestVocal = 3600.0
}
