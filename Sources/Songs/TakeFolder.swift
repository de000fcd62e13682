import AudioFiles
import Foundation
import Signal

/// A take on disk: `accompaniment.wav`, `vocal.wav`, `mix.wav`, a file for each stem of a take that has several, and, last
/// of all, `recipe.json`, which marks it complete.
public struct TakeFolder: Sendable {
    public let url: URL

    public static let names = (
        accompaniment: "accompaniment.wav", vocal: "vocal.wav", mix: "mix.wav", recipe: "recipe.json"
    )

    public init(_ url: URL) { self.url = url }

    /// Whether a take could be written here, told before anything is computed; writes nothing.
    /// - Throws: `TakeFolderError`.
    public func check() throws {
        var place = url.standardizedFileURL
        var status = stat()
        while stat(place.path, &status) != 0 {
            guard errno == ENOENT, place.path != "/" else {
                throw TakeFolderError.cannotCreate(url, reason: String(cString: strerror(errno)))
            }
            place.deleteLastPathComponent()
        }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw TakeFolderError.notAFolder(place) }
        guard access(place.path, W_OK | X_OK) == 0 else { throw AudioFileError.noPermissionToWrite(url) }
        for name in [Self.names.accompaniment, Self.names.vocal, Self.names.mix, Self.names.recipe] {
            let file = url.appendingPathComponent(name)
            if stat(file.path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
                throw AudioFileError.directory(file)
            }
        }
    }

    /// Writes the take, wholly or not at all: into a hidden folder inside this one first. An older take in the same
    /// place is replaced once the new one is complete. The vocal keeps its samples bit by bit (single precision holds
    /// every 24-bit sample).
    /// - Parameters:
    ///   - stems: by name, as they stand in the mix: they become `NAME.wav`.
    ///   - recipe: JSON, also put inside each file.
    /// - Returns: the files written.
    /// - Throws: `TakeFolderError`, `AudioFileError`.
    public func write(
        vocal: AudioBuffer, mix: Mix, stems: [(name: String, audio: AudioBuffer)] = [], recipe: String
    ) throws -> [URL] {
        try check()
        let wasThere = FileManager.default.fileExists(atPath: url.path)
        let staging = url.appendingPathComponent(".backline-\(UUID().uuidString).tmp")
        do {
            try FileManager.default.createDirectory(at: staging, withIntermediateDirectories: true)
        } catch {
            throw TakeFolderError.cannotCreate(url, reason: (error as NSError).localizedDescription)
        }
        defer {
            // gone already once the take is in its place: then there is nothing to remove
            try? FileManager.default.removeItem(at: staging)
        }
        do {
            return try write(vocal: vocal, mix: mix, stems: stems, recipe: recipe, staging: staging)
        } catch {
            try? FileManager.default.removeItem(at: staging)
            // only an empty folder goes
            if !wasThere { rmdir(url.path) }
            if case AudioFileError.diskFull = error { throw TakeFolderError.diskFull(url) }
            throw error
        }
    }

    private func write(
        vocal: AudioBuffer, mix: Mix, stems: [(name: String, audio: AudioBuffer)], recipe: String, staging: URL
    ) throws -> [URL] {
        let sounds: [(String, AudioBuffer, AudioFileFormat)] =
            [
                (Self.names.accompaniment, mix.accompaniment, .wav24), (Self.names.vocal, vocal, .wavFloat),
                (Self.names.mix, mix.audio, .wav24),
            ] + stems.map { ($0.name + ".wav", $0.audio, .wav24) }
        for (name, buffer, format) in sounds {
            try AudioWriter.write(buffer, to: staging.appendingPathComponent(name), format: format, provenance: recipe)
        }
        try AtomicFile.write(Data((recipe + "\n").utf8), to: staging.appendingPathComponent(Self.names.recipe))
        let mark = url.appendingPathComponent(Self.names.recipe)
        let older = olderStems(mark, besides: Set(sounds.map(\.0)))
        // an older take in the same place is incomplete from here on
        guard unlink(mark.path) == 0 || errno == ENOENT else { throw AudioFileError.noPermissionToWrite(mark) }
        for file in older where unlink(file.path) != 0 && errno != ENOENT {
            throw AudioFileError.noPermissionToWrite(file)
        }
        return try (sounds.map(\.0) + [Self.names.recipe]).map { name in
            let file = url.appendingPathComponent(name)
            try AtomicFile.move(staging.appendingPathComponent(name), to: file)
            return file
        }
    }

    /// Stems of the older take in the same place that the new one has not: sounds with that take's recipe inside.
    private func olderStems(_ mark: URL, besides names: Set<String>) -> [URL] {
        guard let recipe = try? String(contentsOf: mark, encoding: .utf8),
            let files = try? FileManager.default.contentsOfDirectory(atPath: url.path)
        else { return [] }
        return files.sorted().filter { $0.hasSuffix(".wav") && !names.contains($0) }
            .map { url.appendingPathComponent($0) }
            // what can't be read is no stem
            .filter { (try? AudioReader.info($0))?.comment.map { $0 + "\n" == recipe } ?? false }
    }
}

public enum TakeFolderError: Error, Equatable, CustomStringConvertible {
    case cannotCreate(URL, reason: String)
    case notAFolder(URL)
    case diskFull(URL)

    public var description: String {
        switch self {
        case .cannotCreate(let url, let reason): "cannot make the folder \(url.path): \(reason)"
        case .notAFolder(let url): "\(url.path) is a file, not a folder; choose another place for the takes"
        case .diskFull(let url):
            "the disk is full: no take was written to \(url.path), and what was there before is unchanged"
        }
    }
}
