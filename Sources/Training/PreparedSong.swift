import AudioFiles
import Corpus
import FastSAG
import Foundation
import Listener
import Music
import Signal
import Tensors

/// A corpus song as FastSAG trains on it: what is heard in the rendered vocal, and the accompaniment's Mel and features.
/// Kept beside the song's audio in `prepared.safetensors`.
public struct PreparedSong: Sendable {
    public let song: CorpusSong
    public let frameCount: Int
    /// `mel[frame * 100 + band]`, natural log.
    public let mel: [Float]
    /// `vocal[frame * ConditionLayout.vocal.count + feature]`
    public let vocal: [Float]
    /// `heard[token * AccompanimentFeatures.count + feature]`
    public let heard: [Float]

    /// Frames in a token of the heard features.
    static let patch = 4
    static let fileName = "prepared.safetensors"
    /// Raised when the features' meaning changes, so that old files are made anew.
    static let version = "1"

    /// Reads the prepared file, or makes it from the audio first.
    public init(_ song: CorpusSong) throws {
        let url = song.folder.appendingPathComponent(Self.fileName)
        if FileManager.default.fileExists(atPath: url.path) {
            let checkpoint = try Checkpoint(contentsOf: url)
            if checkpoint.metadata["version"] == Self.version {
                try self.init(song, checkpoint)
                return
            }
        }
        try self.init(hearing: song)
        let tensors = [
            ("mel", Tensor(mel, shape: [frameCount, mel.count / max(frameCount, 1)])),
            ("vocal", Tensor(vocal, shape: [frameCount, ConditionLayout.vocal.count])),
            ("heard", Tensor(heard, shape: [frameCount / Self.patch, AccompanimentFeatures.count])),
        ]
        try CheckpointWriter.write(tensors, metadata: ["version": Self.version], as: .float16, to: url)
        // the rounded values from the start, so that a resumed run sees the same as the first one
        self = try PreparedSong(song, Checkpoint(contentsOf: url))
    }

    private init(_ song: CorpusSong, _ checkpoint: Checkpoint) throws {
        self.song = song
        mel = try checkpoint.tensor("mel").floats()
        vocal = try checkpoint.tensor("vocal").floats()
        heard = try checkpoint.tensor("heard").floats()
        frameCount = vocal.count / ConditionLayout.vocal.count
    }

    private init(hearing song: CorpusSong) throws {
        self.song = song
        let sampleRate = PitchTracker.sampleRate
        let vocalSamples = try AudioReader.read(song.vocal, resampledTo: sampleRate, mono: true).mono()
        let samples = try AudioReader.read(song.accompaniment, resampledTo: sampleRate, mono: true).mono()
        let frontEnd = MelFrontEnd()
        let mel = frontEnd.logMel(samples)
        let vocalMel = frontEnd.logMel(vocalSamples)
        let pitch = PitchTracker().track(vocalSamples)
        let frames = min(mel.frames, vocalMel.frames, pitch.frameCount) / Self.patch * Self.patch
        var features = ConditionFeatures(frameCount: frames)
        features.setVocal(pitch: pitch, onsets: VocalOnsets().strength(logMel: vocalMel, pitch: pitch))
        let heard = AccompanimentFeatures(samples)
        let tokens = min(frames / Self.patch, heard.frameCount)
        frameCount = tokens * Self.patch
        self.mel = Array(mel.values.prefix(frameCount * mel.bands))
        vocal = (0..<frameCount).flatMap { frame in
            features.values[
                (frame * ConditionLayout.count)..<(frame * ConditionLayout.count + ConditionLayout.vocal.count)]
        }
        self.heard = Array(heard.values.prefix(tokens * AccompanimentFeatures.count))
    }

    /// The conditions of a stretch from the song's own lead sheet.
    public func conditions(_ range: Range<Int>) -> ConditionFeatures {
        var features = ConditionFeatures(frameCount: range.count)
        let start = Double(range.lowerBound) * ConditionFeatures.hopSeconds
        let sheet = song.entry.symbols.leadSheet.shifted(by: -start)
        features.setVocal(
            features: vocal[
                (range.lowerBound * ConditionLayout.vocal.count)..<(range.upperBound * ConditionLayout.vocal.count)])
        features.setBeats(sheet)
        features.setChords(sheet.chords)
        features.setStyle(song.entry.style)
        return features
    }
}
