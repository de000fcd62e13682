import Foundation

/// A vocal and the backing that belongs to it, with what the backing says of the song.
public struct PairClip: Sendable {
    /// The name that vocal, backing, truth and the manifest's row share.
    public var name: String
    /// Where the clip comes from: its name up to the last underscore.
    public var set: String
    /// By the manifest.
    public var singer: String
    public var vocal: URL
    public var backing: URL
    public var truth: PairTruth

    public init(name: String, singer: String, vocal: URL, backing: URL, truth: PairTruth) {
        self.name = name
        set = name.lastIndex(of: "_").map { String(name[..<$0]) } ?? name
        self.singer = singer
        self.vocal = vocal
        self.backing = backing
        self.truth = truth
    }
}

/// A folder of real vocals with their backings: NAME.vocal.flac, NAME.backing.flac, truth/NAME.json, and manifest.tsv
/// with the columns `id` and `singer`.
public struct PairSet: Sendable {
    public let folder: URL
    /// By name.
    public let clips: [PairClip]

    private static let vocalEnding = ".vocal.flac"

    /// - Throws: `PairSetError`.
    public init(_ folder: URL) throws {
        let files: [String]
        do { files = try FileManager.default.contentsOfDirectory(atPath: folder.path) } catch {
            let exists = FileManager.default.fileExists(atPath: folder.path)
            throw PairSetError.cannotRead(
                folder, reason: exists ? (error as NSError).localizedDescription : "there is no such folder")
        }
        let names = files.filter { $0.hasSuffix(Self.vocalEnding) }.map { String($0.dropLast(Self.vocalEnding.count)) }
        guard !names.isEmpty else { throw PairSetError.noClips(folder) }
        let singers = try Self.singers(folder.appendingPathComponent("manifest.tsv"))
        self.folder = folder
        clips = try names.sorted().map { name in
            guard let singer = singers[name] else { throw PairSetError.notInManifest(name, folder) }
            return PairClip(
                name: name, singer: singer, vocal: folder.appendingPathComponent(name + Self.vocalEnding),
                backing: folder.appendingPathComponent("\(name).backing.flac"),
                truth: try PairTruth(contentsOf: folder.appendingPathComponent("truth/\(name).json")))
        }
    }

    /// So many clips, spread over all of them: every k-th. All where there are no more.
    public func spread(_ count: Int) -> [PairClip] {
        guard count < clips.count else { return clips }
        return (0..<count).map { clips[$0 * clips.count / count] }
    }

    private static func singers(_ manifest: URL) throws -> [String: String] {
        let text: String
        do { text = try String(contentsOf: manifest, encoding: .utf8) } catch {
            throw PairSetError.damagedManifest(manifest, reason: (error as NSError).localizedDescription)
        }
        let rows = text.split(whereSeparator: \.isNewline).map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
        guard let heads = rows.first, let id = heads.firstIndex(of: "id"), let singer = heads.firstIndex(of: "singer")
        else {
            throw PairSetError.damagedManifest(manifest, reason: "its first line must name the columns id and singer")
        }
        return try rows.dropFirst().enumerated().reduce(into: [:]) { found, item in
            let (index, row) = item
            guard row.count > max(id, singer) else {
                throw PairSetError.damagedManifest(manifest, reason: "line \(index + 2) has no singer")
            }
            found[row[id]] = row[singer]
        }
    }
}

/// Why a folder of pairs can't be measured on.
public enum PairSetError: Error, Equatable, CustomStringConvertible {
    case cannotRead(URL, reason: String)
    case noClips(URL)
    case damagedManifest(URL, reason: String)
    case notInManifest(String, URL)
    case missingTruth(URL)
    case damagedTruth(URL, reason: String)
    case damagedFolds(URL, reason: String)
    case noFold(singer: String, URL)

    public var description: String {
        switch self {
        case .cannotRead(let folder, let reason): "cannot read the folder \(folder.path): \(reason)"
        case .noClips(let folder): "\(folder.path) holds no pairs: vocals must be called NAME.vocal.flac"
        case .damagedManifest(let file, let reason): "cannot read \(file.path): \(reason)"
        case .notInManifest(let name, let folder): "\(folder.path)/manifest.tsv has no line for \(name)"
        case .missingTruth(let file): "there is no \(file.path): every pair needs its truth"
        case .damagedTruth(let file, let reason): "\(file.path) is damaged: \(reason)"
        case .damagedFolds(let file, let reason): "cannot read \(file.path): \(reason)"
        case .noFold(let singer, let file):
            "\(file.path) names no fold for the singer \(singer): every singer needs an encoder that did not train on them"
        }
    }
}
