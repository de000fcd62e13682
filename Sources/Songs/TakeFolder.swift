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

    /// Exports a song in which one take sounds, wholly or not at all. An older take in the same place is replaced once
    /// the new one is complete. The vocal keeps its samples bit by bit (single precision holds every 24-bit sample).
    /// - Parameters:
    ///   - song: from `Song.init(vocal:source:made:recipe:)`.
    ///   - stems: of its take, by name; each gets a file of its own where there are several.
    ///   - record: JSON with the take's recipe, also put inside each file.
    /// - Returns: the files written.
    /// - Throws: `TakeFolderError`, `ExportError`, `AudioFileError`, `LoudnessError`, `ResamplerError`.
    public func write(
        _ song: Song, vocal: AudioBuffer, stems: [String: AudioBuffer], record: String
    ) throws -> [URL] {
        let sounds = song.audition.take.map { [$0: stems] } ?? [:]
        return try write(
            song, vocal: vocal, takes: sounds, record: record,
            settings: .take(hasStems: stems.count > 1, range: 0..<vocal.duration))
    }

    /// Exports a song in which several lanes sound, wholly or not at all: a stem for each.
    /// - Parameters:
    ///   - takes, parts: as for `Exporter.export`.
    ///   - record: JSON of all, also put inside each file that has none of its own.
    ///   - records: of takes, which their stems tell.
    /// - Returns: the files written.
    /// - Throws: as above.
    public func write(
        _ song: Song, vocal: AudioBuffer, takes: [Int: [String: AudioBuffer]], parts: [Int: AudioBuffer] = [:],
        record: String, records: [Int: String] = [:], settings: ExportSettings
    ) throws -> [URL] {
        try check()
        do {
            let report = try Exporter(song, settings: settings).export(
                vocal: vocal, takes: takes, parts: parts, record: record, records: records, to: url)
            return report.files.map { URL(fileURLWithPath: $0.path) } + [url.appendingPathComponent(Self.names.recipe)]
        } catch AudioFileError.diskFull {
            throw TakeFolderError.diskFull(url)
        } catch ExportError.cannotWrite(let url, let reason) {
            throw TakeFolderError.cannotCreate(url, reason: reason)
        }
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
