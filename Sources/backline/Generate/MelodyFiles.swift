import AudioFiles
import Foundation
import Signal

/// Sounds that nobody sang to, in a folder, each with its recipe inside.
struct MelodyFiles {
    let folder: URL
    let record: TakeRecord

    /// - Returns: the sounds' files and the recipe's, which is written last: with it the folder is whole.
    /// - Throws: `AudioFileError`, errors of writing.
    func write(_ sounds: [(name: String, sound: AudioBuffer)]) throws -> [URL] {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let text = try record.json()
        var files: [URL] = []
        for (name, sound) in sounds {
            files.append(folder.appendingPathComponent(name))
            try AudioWriter.write(sound, to: files[files.count - 1], format: .wav24, provenance: text)
        }
        let recipe = folder.appendingPathComponent("recipe.json")
        try Data(text.utf8).write(to: recipe, options: .atomic)
        return files + [recipe]
    }
}
