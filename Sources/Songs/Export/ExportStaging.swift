import AudioFiles
import Foundation
import Signal

/// Files on their way into a folder: made in a hidden folder inside it, put in place all together at the end.
struct ExportStaging {
    private let folder: URL
    private let staging: URL
    private let names: [String]
    private let maker: FolderMaker
    /// nil where the file system has no locks: then nobody takes the folder away either.
    private let claim: StagingClaim?

    /// - Throws: `ExportError` where it can be told beforehand that a file can't be put in place.
    init(_ folder: URL, names: [String]) throws {
        self.folder = folder
        self.names = names
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
        _ audio: AudioBuffer, _ name: String, _ settings: ExportSettings, provenance: String
    ) throws -> AudioWriter.Report {
        do {
            return try AudioWriter.write(
                audio, to: file(name), format: settings.format, provenance: provenance, dither: settings.isDithered)
        } catch AudioFileError.diskFull {
            throw AudioFileError.diskFull(folder.appendingPathComponent(name))
        }
    }

    private func file(_ name: String) -> URL { staging.appendingPathComponent(name) }

    func replaces(_ name: String) -> Bool { access(folder.appendingPathComponent(name).path, F_OK) == 0 }

    /// - Throws: `AudioFileError`.
    func commit() throws {
        for name in names { try AtomicFile.move(file(name), to: folder.appendingPathComponent(name)) }
    }

    /// Removes what was not put in place, and folders that are new and empty.
    func discard() {
        for name in SongLayout.names(in: staging) { unlink(file(name).path) }
        maker.undo()
    }
}
