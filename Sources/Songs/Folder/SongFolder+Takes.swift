import AudioFiles
import Foundation
import Signal

extension SongFolder {
    /// Writes a take's sounds as `takes/NNN-stem.wav` with the whole take inside each file, before `song.json` mentions
    /// it. Killed in between, the take is found again when the song is opened.
    /// - Parameters:
    ///   - take: its identifier must be new; `stems`, `duration`, `sampleRate` and `loudness` are filled in here. Stems
    ///     that it names already give the order, others follow by name.
    ///   - stems: by name, at least one, all of one rate and length.
    ///   - lane: that it was made for, so that it is found there again; nil is the first that a system plays.
    /// - Returns: the take to put into the song.
    /// - Throws: `SongFolderError`, `AudioFileError`, `LoudnessError`; then nothing is left behind.
    public func store(_ take: Take, stems: [String: AudioBuffer], in lane: Lane? = nil) throws -> Take {
        try requireWriting()
        var kept = take
        try kept.describe(stems) { SongLayout.takeFile(id: take.id, stem: $0) }
        try write(kept, stems, lane.map(LaneLabel.init))
        return kept
    }

    private func write(_ take: Take, _ stems: [String: AudioBuffer], _ lane: LaneLabel?) throws {
        for stem in take.stems {
            for place in [layout.kept(stem), layout.deleted(stem)] where layout.exists(place) {
                throw SongFolderError.takeExists(place)
            }
        }
        let staging = layout.takes.appendingPathComponent(".backline-\(UUID().uuidString).tmp")
        try layout.makeFolder(staging)
        defer {
            // empty and of no use by now; what a kill leaves of it is cleared when the song is opened
            try? FileManager.default.removeItem(at: staging)
        }
        for stem in take.stems {
            guard let audio = stems[stem.name] else { continue }
            let file = staging.appendingPathComponent(layout.kept(stem).lastPathComponent)
            let provenance = try TakeProvenance(take: take, stem: stem.name, lane: lane).json()
            do {
                try AudioWriter.write(audio, to: file, format: .wavFloat, provenance: provenance)
            } catch AudioFileError.diskFull {
                throw AudioFileError.diskFull(layout.kept(stem))
            }
        }
        for stem in take.stems {
            let file = layout.kept(stem)
            try AtomicFile.move(staging.appendingPathComponent(file.lastPathComponent), to: file)
        }
    }

    /// A take's sounds by stem, at the take's own rate; also those of a take that was just deleted.
    /// - Throws: `AudioFileError`, `SongFolderError`.
    public func audio(of take: Take) throws -> [String: AudioBuffer] {
        var sounds: [String: AudioBuffer] = [:]
        for stem in take.stems {
            guard SongLayout.isTakeFile(stem.file) else {
                throw SongFolderError.fileOutside(layout.document, file: stem.file)
            }
            let file = layout.kept(stem)
            sounds[stem.name] = try AudioReader.read(layout.exists(file) ? file : layout.deleted(stem))
        }
        return sounds
    }

    /// Sounds of all takes that are active, by their identifiers, and of parts that are kept, by lane, at their own rates.
    /// - Throws: `AudioFileError`, `SongFolderError`.
    public func sounds(of song: Song) throws -> (takes: [Int: [String: AudioBuffer]], parts: [Int: AudioBuffer]) {
        var takes: [Int: [String: AudioBuffer]] = [:]
        var parts: [Int: AudioBuffer] = [:]
        for lane in song.lanes where lane.isKept {
            if let take = lane.activeTake { takes[take.id] = try audio(of: take) }
            if let guide = lane.guide { parts[lane.id] = try audio(of: guide) }
        }
        return (takes, parts)
    }
}
