import AudioFiles
import Band
import Foundation
import Music
import Signal

extension RenderedSong {
    /// Writes the song as a folder of a corpus; every file wholly or not at all, `symbols.json` last.
    /// - Throws: `AudioFileError`, and what Foundation throws for a folder that cannot be made.
    public func write(to folder: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Self.write(vocal, to: folder.appendingPathComponent(CorpusLayout.vocal))
        try Self.write(accompaniment, to: folder.appendingPathComponent(CorpusLayout.accompaniment))
        if !stems.isEmpty {
            let place = folder.appendingPathComponent(CorpusLayout.stems)
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            for (name, samples) in stems {
                try Self.write(samples, to: place.appendingPathComponent(CorpusLayout.stem(name)))
            }
            let written = Dictionary(uniqueKeysWithValues: notes.map { ($0.key.rawValue, $0.value) })
            try AtomicFile.write(
                try encoder.encode(written), to: place.appendingPathComponent(CorpusLayout.notes))
        }
        try AtomicFile.write(FloatBytes.data(hertz), to: folder.appendingPathComponent(CorpusLayout.pitch))
        try AtomicFile.write(Data(activity), to: folder.appendingPathComponent(CorpusLayout.activity))
        try AtomicFile.write(try encoder.encode(entry), to: folder.appendingPathComponent(CorpusLayout.symbols))
    }

    /// Without dither: samples that lie on the steps of 16 bits come back unchanged.
    private static func write(_ samples: [Float], to file: URL) throws {
        try AudioWriter.write(
            AudioBuffer(sampleRate: sampleRate, mono: samples), to: file, format: .flac16, dither: false)
    }
}

extension CorpusSong {
    /// The song with its sound, its true pitch and its activity; its parts where the corpus was built with them.
    /// - Throws: `CorpusError.noTruth` for a corpus of before pitch and activity were kept, `CorpusError.cannotRead`,
    ///   `AudioFileError`.
    public func rendered() throws -> RenderedSong {
        let pitchFile = folder.appendingPathComponent(CorpusLayout.pitch)
        let activityFile = folder.appendingPathComponent(CorpusLayout.activity)
        let files = FileManager.default
        guard files.fileExists(atPath: pitchFile.path), files.fileExists(atPath: activityFile.path) else {
            throw CorpusError.noTruth(folder)
        }
        let vocal = try samples(of: self.vocal)
        let hertz = FloatBytes.floats(try data(of: pitchFile))
        let activity = [UInt8](try data(of: activityFile))
        guard hertz.count == vocal.count / SungVoice.hop else {
            throw CorpusError.cannotRead(pitchFile, reason: "it is not as long as the vocal")
        }
        guard activity.count == vocal.count / RenderedSong.tokenHop else {
            throw CorpusError.cannotRead(activityFile, reason: "it is not as long as the vocal")
        }
        var stems: [Part.Name: [Float]] = [:]
        for name in Part.Name.allCases {
            let file = folder.appendingPathComponent(CorpusLayout.stems)
                .appendingPathComponent(CorpusLayout.stem(name))
            if files.fileExists(atPath: file.path) { stems[name] = try samples(of: file) }
        }
        return RenderedSong(
            entry: entry, vocal: vocal, hertz: hertz, accompaniment: try samples(of: accompaniment), stems: stems,
            notes: try notes(), activity: activity)
    }

    /// What each part plays; nothing for a corpus of before notes were kept.
    private func notes() throws -> [Part.Name: [Note]] {
        let file = folder.appendingPathComponent(CorpusLayout.stems).appendingPathComponent(CorpusLayout.notes)
        guard FileManager.default.fileExists(atPath: file.path) else { return [:] }
        let written: [String: [Note]]
        do { written = try JSONDecoder().decode([String: [Note]].self, from: try Data(contentsOf: file)) } catch {
            throw CorpusError.cannotRead(file, reason: "\(error)")
        }
        return Dictionary(
            written.compactMap { name, notes in Part.Name(rawValue: name).map { ($0, notes) } },
            uniquingKeysWith: +)
    }

    private func samples(of file: URL) throws -> [Float] {
        try AudioReader.read(file, resampledTo: RenderedSong.sampleRate, mono: true).channels[0]
    }

    private func data(of file: URL) throws -> Data {
        do { return try Data(contentsOf: file) } catch {
            throw CorpusError.cannotRead(file, reason: error.localizedDescription)
        }
    }
}
