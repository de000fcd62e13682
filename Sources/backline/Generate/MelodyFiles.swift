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

    /// Writes sounds that come bit by bit, without dither: a recording that they begin with stays to the bit.
    /// - Parameters:
    ///   - about: frames of each.
    ///   - make: gets what takes the next sound of a file.
    /// - Returns: as `write(_:)`.
    func write(
        _ names: [String], rate: Double, channelCount: Int, about: Int,
        _ make: (_ append: @escaping (String, AudioBuffer) throws -> Void) throws -> Void
    ) throws -> [URL] {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let text = try record.json()
        /// Opens one file after the other, then makes what comes into all of them.
        func open(_ rest: ArraySlice<String>, _ appends: [String: (AudioBuffer) throws -> Void]) throws {
            guard let name = rest.first else {
                return try make { name, sound in try appends[name]?(sound) }
            }
            try AudioWriter.write(
                to: folder.appendingPathComponent(name), rate: rate, channelCount: channelCount, about: about,
                format: .wav24, dither: false, provenance: { text }
            ) { append in try open(rest.dropFirst(), appends.merging([name: append]) { $1 }) }
        }
        try open(names[...], [:])
        let recipe = folder.appendingPathComponent("recipe.json")
        try Data(text.utf8).write(to: recipe, options: .atomic)
        return names.map { folder.appendingPathComponent($0) } + [recipe]
    }
}
