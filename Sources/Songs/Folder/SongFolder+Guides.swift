import AudioFiles
import Foundation
import Signal

extension SongFolder {
    /// Writes a guide's sound as `guides/NNN-kind.wav` with what it is inside, before `song.json` mentions it. Killed in
    /// between, it is found again when the song is opened.
    /// - Parameters:
    ///   - guide: `file` and `loudness` are filled in here.
    ///   - audio: from the song's beginning.
    ///   - lane: that it was played for; nil is the one of its kind.
    /// - Returns: the guide to put into the song.
    /// - Throws: `SongFolderError`, `AudioFileError`, `LoudnessError`; then nothing is left behind.
    public func store(_ guide: GuidePart, audio: AudioBuffer, in lane: Lane? = nil) throws -> GuidePart {
        try requireWriting()
        var kept = guide
        kept.loudness = try Loudness(of: audio).integrated
        try layout.makeFolder(layout.guides)
        kept.file = SongLayout.guideFile(number: highestGuide + 1, kind: guide.kind)
        try AudioWriter.write(
            audio, to: layout.kept(kept), format: .wavFloat,
            provenance: GuideProvenance(guide: kept, lane: lane.map(LaneLabel.init)).json())
        return kept
    }

    /// Numbers are never given twice, so that of two guides the newer one is known.
    private var highestGuide: Int {
        let kept = SongLayout.names(in: layout.guides)
        let deleted = SongLayout.names(in: layout.deleted).filter { $0.hasPrefix("guide-") }.map { $0.dropFirst(6) }
        return (kept.map { $0[...] } + deleted).compactMap { Int($0.prefix { $0 != "-" }) }.max() ?? 0
    }

    /// A guide's sound at its own rate; also of one that was just taken away.
    /// - Throws: `AudioFileError`, `SongFolderError`.
    public func audio(of guide: GuidePart) throws -> AudioBuffer {
        guard SongLayout.isGuideFile(guide.file) else {
            throw SongFolderError.fileOutside(layout.document, file: guide.file)
        }
        let file = layout.kept(guide)
        return try AudioReader.read(layout.exists(file) ? file : layout.deleted(guide))
    }
}
