import Band
import Foundation

/// A finished song of a corpus.
public struct CorpusSong: Sendable {
    public let folder: URL
    public let entry: CorpusEntry

    public var vocal: URL { folder.appendingPathComponent(CorpusLayout.vocal) }
    public var accompaniment: URL { folder.appendingPathComponent(CorpusLayout.accompaniment) }
    /// Whether the corpus was built with the band's parts.
    public var hasStems: Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(CorpusLayout.stems).path)
    }
}

/// The names of a corpus's files.
enum CorpusLayout {
    static let vocal = "vocal.flac"
    static let accompaniment = "accompaniment.flac"
    /// `RenderedSong.hertz`, 32 bit floats, little-endian.
    static let pitch = "pitch.f32"
    /// `RenderedSong.activity`, a byte a token.
    static let activity = "activity.u8"
    static let stems = "stems"
    /// In `stems`: `RenderedSong.notes`.
    static let notes = "notes.json"
    /// Written last: a song with it is finished.
    static let symbols = "symbols.json"

    static func stem(_ name: Part.Name) -> String { "\(name.rawValue).flac" }

    static func folder(of identifier: Int, in corpus: URL) -> URL {
        corpus.appendingPathComponent(String(format: "%03d", identifier))
    }
}

/// Finds the finished songs of a corpus.
public enum CorpusIndex {
    /// The finished songs of one split, in order of their identifiers.
    /// - Throws: `CorpusError.wrongSplit` when any song's declared split, also of the other split, is not the one its
    ///   identifier has; `CorpusError.cannotRead`.
    public static func songs(in corpus: URL, split: SongSymbols.Split) throws -> [CorpusSong] {
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: corpus.path) } catch {
            throw CorpusError.cannotRead(corpus, reason: error.localizedDescription)
        }
        var songs: [CorpusSong] = []
        for name in names.sorted() where name.count == 3 && Int(name) != nil {
            let folder = corpus.appendingPathComponent(name)
            let file = folder.appendingPathComponent(CorpusLayout.symbols)
            guard FileManager.default.fileExists(atPath: file.path) else { continue }
            let entry: CorpusEntry
            do { entry = try JSONDecoder().decode(CorpusEntry.self, from: Data(contentsOf: file)) } catch {
                throw CorpusError.cannotRead(file, reason: "\(error)")
            }
            let actual = try SongSymbols.Split(identifier: entry.symbols.identifier)
            for declared in [entry.split, entry.symbols.split] where declared != actual {
                throw CorpusError.wrongSplit(file, declared: declared.rawValue, actual: actual.rawValue)
            }
            guard Int(name) == entry.symbols.identifier else {
                throw CorpusError.cannotRead(file, reason: "it describes song \(entry.symbols.identifier)")
            }
            if actual == split { songs.append(CorpusSong(folder: folder, entry: entry)) }
        }
        return songs
    }
}
