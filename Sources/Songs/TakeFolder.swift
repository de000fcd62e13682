import AudioFiles
import Foundation
import Signal

/// A take on disk: `accompaniment.wav`, `vocal.wav`, `mix.wav` and, last of all, `recipe.json`, which marks it complete.
public struct TakeFolder: Sendable {
    public let url: URL

    public static let names = (
        accompaniment: "accompaniment.wav", vocal: "vocal.wav", mix: "mix.wav", recipe: "recipe.json"
    )

    public init(_ url: URL) { self.url = url }

    /// Writes the take, each file whole or not at all. The vocal keeps its samples bit by bit (single precision holds
    /// every 24-bit sample).
    /// - Parameter recipe: JSON, also put inside each file.
    /// - Returns: the files written.
    public func write(vocal: AudioBuffer, mix: Mix, recipe: String) throws -> [URL] {
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            throw TakeFolderError.cannotCreate(url, reason: (error as NSError).localizedDescription)
        }
        let files: [(String, AudioBuffer, AudioFileFormat)] = [
            (Self.names.accompaniment, mix.accompaniment, .wav24), (Self.names.vocal, vocal, .wavFloat),
            (Self.names.mix, mix.audio, .wav24),
        ]
        // an older take in the same place is incomplete from here on
        let mark = url.appendingPathComponent(Self.names.recipe)
        if FileManager.default.fileExists(atPath: mark.path) { try FileManager.default.removeItem(at: mark) }
        var written: [URL] = []
        for (name, buffer, format) in files {
            let file = url.appendingPathComponent(name)
            try AudioWriter.write(buffer, to: file, format: format, provenance: recipe)
            written.append(file)
        }
        try AtomicFile.write(Data((recipe + "\n").utf8), to: mark)
        return written + [mark]
    }
}

public enum TakeFolderError: Error, CustomStringConvertible {
    case cannotCreate(URL, reason: String)

    public var description: String {
        switch self {
        case .cannotCreate(let url, let reason): "cannot make the folder \(url.path): \(reason)"
        }
    }
}
