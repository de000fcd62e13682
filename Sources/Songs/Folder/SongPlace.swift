import AudioFiles
import Foundation
import Recipes

/// Which folder belongs to a vocal.
public enum SongPlace {
    /// `$XDG_DATA_HOME/backline/songs`, or what the XDG specification says in its place.
    public static func library(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> URL {
        let named = environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let data = named ?? (environment["HOME"] ?? NSHomeDirectory()) + "/.local/share"
        return URL(fileURLWithPath: data).appendingPathComponent("backline/songs")
    }

    /// `<vocal without its ending>.backline` beside the vocal; where that can't be written, in the library under a name
    /// that is always the same for this vocal. A vocal that differs from the song's own only in its ending (take.wav
    /// and take.mp3) gets its ending into the name.
    public static func folder(for vocal: URL, library: URL = SongPlace.library()) -> URL {
        folder(for: vocal, library: library) { access($0.path, W_OK | X_OK) == 0 }
    }

    package static func folder(for vocal: URL, library: URL, isWritable: (URL) -> Bool) -> URL {
        let vocal = vocal.standardizedFileURL
        let beside = vocal.deletingLastPathComponent()
        let stem = vocal.deletingPathExtension().lastPathComponent
        let places = [stem, vocal.lastPathComponent].map { beside.appendingPathComponent("\($0).backline") }
        let place = places.first { belongs($0, to: vocal) } ?? places[1]
        if access(place.path, F_OK) == 0 ? isWritable(place) : isWritable(beside) { return place }
        let fingerprint = String(FileDigest.fingerprint(vocal.path.utf8), radix: 36)
        return library.appendingPathComponent("\(FileName.safe(stem))-\(fingerprint).backline")
    }

    /// The song of a vocal: opened if there is one, else made.
    /// - Throws: `SongFolderError`, `AudioFileError`, `LoudnessError`.
    public static func open(
        vocal: URL, library: URL = SongPlace.library(), recipe: Recipe = Recipe()
    ) throws -> SongFolder {
        let place = folder(for: vocal, library: library)
        guard SongLayout(url: place).holdsSong else {
            return try SongFolder.create(at: place, vocal: vocal, recipe: recipe)
        }
        return try SongFolder.open(place, access: .readWrite) { song in
            hasChanged(vocal, since: song)
                ? [
                    "\(vocal.path) is not what it was when the song was made of it; "
                        + "the song keeps the vocal as it was then. Rename the file to begin a new song with it"
                ] : []
        }
    }

    /// Whether the file is another than the song was made of; of older songs, whether its length or rate is.
    private static func hasChanged(_ vocal: URL, since song: Song) -> Bool {
        // a song opens without the file it was made from
        guard let kept = song.vocal, !kept.source.hasPrefix("\(SongLayout.recordings)/") else { return false }
        if let digest = kept.sourceDigest {
            guard let now = try? FileDigest.value(of: vocal) else { return false }
            return now != digest
        }
        guard
            let info = try? AudioReader.info(vocal), let frames = info.frameCount
        else { return false }
        return frames != kept.frameCount || info.sampleRate != kept.sampleRate
    }

    /// Free for the vocal, or its song.
    private static func belongs(_ place: URL, to vocal: URL) -> Bool {
        let layout = SongLayout(url: place)
        guard layout.holdsSong else { return true }
        // a song.json that can't be read says nothing against it: opening the song mends that
        guard let source = (try? SongDocument.read(layout))?.song.vocal?.source else { return true }
        let name = URL(fileURLWithPath: source).lastPathComponent
        // a recording, or the same file, which may have moved together with the song
        return name == vocal.lastPathComponent || source.hasPrefix("\(SongLayout.recordings)/")
    }

}
