import AudioFiles
import Foundation
import Signal

/// Files on their way into a folder: made in a hidden folder inside it, put in place all together at the end.
struct ExportStaging {
    private let folder: URL
    private let staging: URL
    private let names: [String]
    /// nil where no file says that the others are complete.
    private let mark: Mark?
    private let maker: FolderMaker
    /// nil where the file system has no locks: then nobody takes the folder away either.
    private let claim: StagingClaim?

    /// The file that comes last, so that a folder that has it is complete.
    struct Mark {
        let name: String
        /// Also inside each sound.
        let text: String
    }

    /// - Throws: `ExportError` where it can be told beforehand that a file can't be put in place.
    init(_ folder: URL, names: [String], mark: Mark? = nil) throws {
        self.folder = folder
        self.names = names
        self.mark = mark
        staging = folder.appendingPathComponent(StagingClaim.newName())
        StagingClaim.clear(folder)
        for name in names {
            var status = stat()
            let file = folder.appendingPathComponent(name)
            if stat(file.path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { throw ExportError.isFolder(file) }
        }
        do {
            maker = try FolderMaker(staging)
        } catch let failure as FolderMaker.Failure {
            throw ExportError.cannotWrite(folder, reason: failure.reason)
        }
        claim = StagingClaim(staging)
    }

    /// - Throws: `AudioFileError` about the file as it would have been called.
    func write(
        _ audio: AudioBuffer, _ name: String, format: AudioFileFormat, isDithered: Bool, provenance: String
    ) throws -> AudioWriter.Report {
        do {
            return try AudioWriter.write(
                audio, to: file(name), format: format, provenance: provenance, dither: isDithered)
        } catch AudioFileError.diskFull {
            throw AudioFileError.diskFull(folder.appendingPathComponent(name))
        }
    }

    private func file(_ name: String) -> URL { staging.appendingPathComponent(name) }

    func replaces(_ name: String) -> Bool { access(folder.appendingPathComponent(name).path, F_OK) == 0 }

    /// - Throws: `AudioFileError`.
    func commit() throws {
        var all = names
        if let mark {
            try AtomicFile.write(Data((mark.text + "\n").utf8), to: file(mark.name))
            try removeOlder(mark.name)
            // an old mark must not stand beside new files, not even after a power failure
            try AtomicFile.synchronize(folder, for: folder.appendingPathComponent(mark.name))
            all.append(mark.name)
        }
        for name in all { try AtomicFile.move(file(name), to: folder.appendingPathComponent(name)) }
    }

    /// What an older export left here that this one does not replace: its mark, for it is incomplete from here on, and
    /// sounds with the mark's text inside, or with that of a player whose recipe is one of several there.
    private func removeOlder(_ name: String) throws {
        let mark = folder.appendingPathComponent(name)
        var older: [URL] = []
        // without a mark there is nothing that is known to be an export
        if let text = try? String(contentsOf: mark, encoding: .utf8) {
            older = SongLayout.names(in: folder).sorted().filter { $0.hasSuffix(".wav") && !names.contains($0) }
                .map { folder.appendingPathComponent($0) }
                // what can't be read is no sound of ours
                .filter { file in
                    (try? AudioReader.info(file))?.comment.map { $0 + "\n" == text || isOfOne($0, text) } ?? false
                }
        }
        for file in [mark] + older where unlink(file.path) != 0 && errno != ENOENT {
            throw AudioFileError.noPermissionToWrite(file)
        }
    }

    /// Whether two records are of one vocal and of one model: those of players of one take.
    private func isOfOne(_ record: String, _ other: String) -> Bool {
        struct Maker: Decodable, Equatable {
            let vocal: String
            let modelHash: String
        }
        // a text that says neither is no record
        let makers = [record, other].map { try? JSONDecoder().decode(Maker.self, from: Data($0.utf8)) }
        return makers[0] != nil && makers[0] == makers[1]
    }

    /// Removes what was not put in place, and folders that are new and empty.
    func discard() {
        for name in SongLayout.names(in: staging) { unlink(file(name).path) }
        maker.undo()
    }
}
