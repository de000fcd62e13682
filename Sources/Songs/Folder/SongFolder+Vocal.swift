import AudioFiles
import Foundation
import Signal

extension SongFolder {
    /// The song's vocal, mono or stereo, at the song's rate; nil while there is none.
    /// - Throws: `AudioFileError`, `SongFolderError`.
    public func vocal(of song: Song) throws -> AudioBuffer? {
        guard let vocal = song.vocal else { return nil }
        guard SongLayout.isVocalFile(vocal.file) else {
            throw SongFolderError.fileOutside(layout.document, file: vocal.file)
        }
        return try AudioReader.read(url.appendingPathComponent(vocal.file), longest: Self.longestVocal)
    }

    /// Makes a sound the song's vocal: a new file in the folder. The one before it stays there, so that undo finds it.
    /// The lead sheet was heard in the other vocal and goes, but for what the singer locked.
    /// - Parameters:
    ///   - source: a path or what else it came from.
    ///   - digest: of that file; see `FileDigest`.
    /// - Throws: `AudioFileError`, `SongFolderError`, `LoudnessError`; then the song is as it was.
    public func takeVocal(
        _ audio: AudioBuffer, source: String, digest: String? = nil, into song: inout Song
    ) throws {
        try requireWriting()
        let kept = audio.channelCount <= 2 ? audio : AudioBuffer(sampleRate: audio.sampleRate, mono: audio.mono())
        let measured = try Loudness(of: kept)
        var number = 1
        func name() -> String { number == 1 ? "vocal.wav" : "vocal-\(number).wav" }
        while layout.exists(url.appendingPathComponent(name())) { number += 1 }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let provenance = String(
            decoding: try encoder.encode(VocalProvenance(source: source, digest: digest)), as: UTF8.self)
        try AudioWriter.write(
            kept, to: url.appendingPathComponent(name()), format: .wavFloat, provenance: provenance)
        let isFirst = song.vocal == nil
        song.vocal = Song.Vocal(
            file: name(), sampleRate: kept.sampleRate, frameCount: kept.frameCount, loudness: measured.integrated,
            source: source)
        song.vocal?.sourceDigest = digest
        if isFirst {
            song.master.gain = Self.headroom(
                samplePeak: measured.samplePeakDecibels, loudness: measured.integrated)
        }
        song.sheet?.endTrial()
        song.sheet?.hypotheses = []
        if song.sheet?.isLocked != true { song.sheet = nil }
    }

    /// Master gain at which a band beside the vocal rarely clips: the vocal's peak comes to at most -6 dBFS and its
    /// loudness, which the band's follows, to at most the -23 LUFS of EBU R 128; in steps of half a decibel.
    /// - Parameters:
    ///   - samplePeak: dBFS; nil for silence.
    ///   - loudness: LUFS; nil where there is none to measure.
    static func headroom(samplePeak: Double?, loudness: Double?) -> Double {
        let excess = max(0, (samplePeak ?? vocalPeak) - vocalPeak, (loudness ?? vocalLoudness) - vocalLoudness)
        return excess > 0 ? -(excess * 2).rounded() / 2 : 0
    }

    /// dBFS.
    private static let vocalPeak = -6.0
    /// LUFS.
    private static let vocalLoudness = -23.0

    /// Where a recording may grow: a file that is not there yet. If the program is killed, it is found again.
    /// - Throws: `SongFolderError`.
    public func newRecording() throws -> URL {
        try requireWriting()
        try layout.makeFolder(layout.recordings)
        var number = 1
        func file() -> URL { layout.recordings.appendingPathComponent(String(format: "%03d.wav", number)) }
        while layout.exists(file()) || layout.exists(SongLayout.unfinished(file())) { number += 1 }
        return file()
    }

    /// Recordings that a kill has cut off, oldest first: whoever holds the folder may finish them.
    public var unfinishedRecordings: [URL] {
        SongLayout.names(in: layout.recordings).map(layout.recordings.appendingPathComponent)
            .filter { $0 == SongLayout.unfinished($0.deletingPathExtension()) }
    }

    /// Makes a finished recording the song's vocal; its file stays in `recordings/`.
    /// - Throws: `AudioFileError`, `SongFolderError`, `LoudnessError`.
    public func takeRecording(_ file: URL, into song: inout Song) throws {
        try takeVocal(
            AudioReader.read(file, longest: Self.longestVocal),
            source: "\(SongLayout.recordings)/\(file.lastPathComponent)", into: &song)
    }
}
