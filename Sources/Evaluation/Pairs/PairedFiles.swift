import AudioFiles
import Foundation

/// The files that belong together: a vocal, what was generated for it and, where there is one, the real accompaniment.
public struct PairedFiles: Sendable, Equatable {
    /// The file name without its ending, by which they were matched.
    public let name: String
    public let vocal: URL
    public let generated: URL
    public let reference: URL?

    private static let endings: Set = ["wav", "flac", "mp3", "ogg", "aif", "aiff"]

    /// Matches the sound files of folders by their names without endings, in the order of their names.
    /// - Throws: `PairingError` for a folder that can't be read or holds no sound, for two files of one name, and for a
    ///   file that one folder has and another lacks: a part of a set must not pass for the whole.
    public static func match(vocals: URL, generated: URL, reference: URL? = nil) throws -> [PairedFiles] {
        let folders = [vocals, generated] + [reference].compactMap { $0 }
        let found = try folders.map(sounds)
        let names = Set(found[0].keys)
        for (folder, files) in zip(folders, found).dropFirst() {
            let lacking = names.subtracting(files.keys).sorted()
            let strange = Set(files.keys).subtracting(names).sorted()
            if names.isDisjoint(with: files.keys) { throw PairingError.nothingInCommon(vocals, folder) }
            if !lacking.isEmpty { throw PairingError.unpaired(lacking, of: vocals, lackingIn: folder) }
            if !strange.isEmpty { throw PairingError.unpaired(strange, of: folder, lackingIn: vocals) }
        }
        return names.sorted().compactMap { name in
            guard let vocal = found[0][name], let take = found[1][name] else { return nil }
            return PairedFiles(
                name: name, vocal: vocal, generated: take, reference: found.count > 2 ? found[2][name] : nil)
        }
    }

    /// The sound files of a folder by their names without endings.
    /// - Throws: `PairingError` for a folder that can't be read or holds no sound, and for two files of one name.
    public static func sounds(in folder: URL) throws -> [String: URL] {
        guard FileManager.default.fileExists(atPath: folder.path) else {
            throw PairingError.cannotRead(folder, reason: "there is no such folder")
        }
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: folder.path) } catch {
            throw PairingError.cannotRead(folder, reason: (error as NSError).localizedDescription)
        }
        var files: [String: URL] = [:]
        for name in names.sorted() where !name.hasPrefix(".") {
            let file = folder.appendingPathComponent(name)
            guard endings.contains(file.pathExtension.lowercased()) else { continue }
            let stem = file.deletingPathExtension().lastPathComponent
            if let other = files[stem] { throw PairingError.twice(stem, other, file) }
            files[stem] = file
        }
        guard !files.isEmpty else { throw PairingError.noSound(folder) }
        return files
    }
}

/// Why files could not be paired.
public enum PairingError: Error, Equatable, CustomStringConvertible {
    case cannotRead(URL, reason: String)
    case noSound(URL)
    case twice(String, URL, URL)
    case nothingInCommon(URL, URL)
    case unpaired([String], of: URL, lackingIn: URL)
    case tooShort(URL, seconds: Double)

    public var description: String {
        switch self {
        case .cannotRead(let folder, let reason): return "cannot read the folder \(folder.path): \(reason)"
        case .noSound(let folder): return "\(folder.path) holds no sound files (wav, flac, mp3, ogg or aiff)"
        case .twice(let name, let one, let other):
            return "\(one.path) and \(other.lastPathComponent) are both called \(name): files are paired by name"
        case .nothingInCommon(let one, let other):
            return "no file in \(other.path) has the name of one in \(one.path): files are paired by name"
        case .unpaired(let names, let folder, let other):
            let some = names.prefix(3).joined(separator: ", ") + (names.count > 3 ? " and \(names.count - 3) more" : "")
            return "\(other.path) lacks \(some) of \(folder.path)"
        case .tooShort(let file, let seconds):
            return "\(file.path) lasts \(String(format: "%.2f", seconds)) s; at least 1 s is needed"
        }
    }
}
