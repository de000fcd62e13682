import AudioFiles
import Conditions
import Corpus
import FastSAG
import Foundation
import Listener
import Music
import Signal
import Tensors

/// A corpus song as FastSAG trains on it: what is heard in the rendered vocal, the accompaniment's Mel, and what is heard
/// in the accompaniment. Kept beside the song's audio in `prepared.safetensors`.
public struct PreparedSong: Sendable {
    public let song: CorpusSong
    public let frameCount: Int
    /// `mel[frame * 100 + band]`, natural log.
    public let mel: [Float]
    /// `vocal[frame * ConditionLayout.vocal.count + feature]`
    public let vocal: [Float]
    /// What the encoder hears in the vocal: `semantics[frame / 2 * ConditionLayout.semanticWidth + feature]`.
    public let semantics: [Float]
    /// What it hears in the accompaniment: `heard[frame / patch * ConditionLayout.semanticWidth + feature]`.
    public let heard: [Float]
    /// Who plays: bit i of `activity[frame / 2]` for `InstrumentFamily.allCases[i]`.
    public let activity: [UInt8]
    public let curves: ArrangementCurves
    /// Of a song whose corpus has stems.
    public let stems: PreparedStems?

    /// Frames in a token of the heard features.
    static let patch = 4
    static let fileName = "prepared.safetensors"
    /// Raised when the features' meaning changes, so that old files are made anew.
    static let version = "2"

    /// Reads the prepared file, or makes it from the audio first.
    public init(_ song: CorpusSong, encoder: Listener.Encoder) throws {
        let url = song.folder.appendingPathComponent(Self.fileName)
        let version = "\(Self.version) \(encoder.digest)"
        if FileManager.default.fileExists(atPath: url.path) {
            let checkpoint = try Checkpoint(contentsOf: url)
            if checkpoint.metadata["version"] == version {
                try self.init(song, checkpoint)
                return
            }
        }
        let tensors = try Self.tensors(of: song.rendered(), encoder: encoder)
        try CheckpointWriter.write(tensors, metadata: ["version": version], as: .float16, to: url)
        // the rounded values from the start, so that a resumed run sees the same as the first one
        try self.init(song, Checkpoint(contentsOf: url))
    }

    private init(_ song: CorpusSong, _ checkpoint: Checkpoint) throws {
        self.song = song
        mel = try checkpoint.tensor("mel").floats()
        vocal = try checkpoint.tensor("vocal").floats()
        semantics = try checkpoint.tensor("semantics").floats()
        heard = try checkpoint.tensor("heard").floats()
        activity = try checkpoint.tensor("activity").floats().map(UInt8.init)
        stems = try PreparedStems(song)
        // stems have the frames of the whole song, which are cut to patches here
        frameCount = vocal.count / ConditionLayout.vocal.count
        curves = ArrangementCurves(mel: mel, bands: mel.count / max(frameCount, 1))
    }

    private static func tensors(of song: RenderedSong, encoder: Listener.Encoder) throws -> [(String, Tensor)] {
        let frontEnd = MelFrontEnd()
        let mel = frontEnd.logMel(song.accompaniment)
        let vocalMel = frontEnd.logMel(song.vocal)
        let pitch = PitchTracker().track(song.vocal)
        let sung = try encoder.posteriors(of: song.vocal)
        let played = try encoder.posteriors(of: song.accompaniment)
        let pair = patch / ConditionFeatures.framesPerToken
        let patches = min(
            min(mel.frames, vocalMel.frames, pitch.frameCount) / patch, min(sung.tokens, played.tokens) / pair)
        let (frames, width) = (patches * patch, ConditionLayout.semanticWidth)
        var features = ConditionFeatures(frameCount: frames)
        features.setVocal(pitch: pitch, onsets: VocalOnsets().strength(logMel: vocalMel, pitch: pitch))
        let vocal = (0..<frames).flatMap { frame in
            features.values[
                (frame * ConditionLayout.count)..<(frame * ConditionLayout.count + ConditionLayout.vocal.count)]
        }
        let tokens = patches * pair
        return [
            ("mel", Tensor(Array(mel.values.prefix(frames * mel.bands)), shape: [frames, mel.bands])),
            ("vocal", Tensor(vocal, shape: [frames, ConditionLayout.vocal.count])),
            ("semantics", Tensor(Array(sung.features.prefix(tokens * width)), shape: [tokens, width])),
            (
                "heard",
                Tensor(Array(played.features.prefix(tokens * width)), shape: [patches, pair, width]).mean([1])
            ),
            ("activity", Tensor(song.activity.prefix(tokens).map(Float.init), shape: [tokens])),
        ]
    }

    /// Tokens to either side in which a family counts as playing: a second.
    private static let familyReach = 47

    /// Who plays around a frame.
    func families(around frame: Int) -> Set<InstrumentFamily> {
        let token = frame / ConditionFeatures.framesPerToken
        let bits = activity[max(token - Self.familyReach, 0)..<min(token + Self.familyReach + 1, activity.count)]
            .reduce(0, |)
        return Set(InstrumentFamily.allCases.enumerated().filter { bits & (1 << UInt8($0.offset)) != 0 }.map(\.element))
    }

    /// The conditions of a stretch from the song's own lead sheet and sound.
    /// - Parameter curve: makes what the model is told of a value of density, brightness or level.
    public func conditions(
        _ range: Range<Int>, curve: (ConditionLayout.Source, Float) -> Float = { $1 }
    ) -> ConditionFeatures {
        var features = ConditionFeatures(frameCount: range.count)
        let start = Double(range.lowerBound) * ConditionFeatures.hopSeconds
        let sheet = song.entry.symbols.leadSheet.shifted(by: -start)
        features.setVocal(
            features: vocal[
                (range.lowerBound * ConditionLayout.vocal.count)..<(range.upperBound * ConditionLayout.vocal.count)])
        features.setSemantics(semantics, from: range.lowerBound / ConditionFeatures.framesPerToken)
        features.setBeats(sheet)
        features.setChords(sheet.chords)
        features.setStyle(song.entry.style)
        tellFamilies(&features, range)
        features.setCurve(.density) { curve(.density, curves.density[range.lowerBound + $0]) }
        features.setCurve(.brightness) { curve(.brightness, curves.brightness[range.lowerBound + $0]) }
        features.setCurve(.level) { curve(.level, curves.level[range.lowerBound + $0]) }
        return features
    }

    /// Tells who plays in a stretch, of those that are meant.
    func tellFamilies(
        _ features: inout ConditionFeatures, _ range: Range<Int>,
        where isMeant: (InstrumentFamily) -> Bool = { _ in true }
    ) {
        // who plays changes slowly: looked up once every few frames
        let playing = stride(from: 0, to: range.count, by: Self.patch).map {
            families(around: range.lowerBound + $0).filter(isMeant)
        }
        features.setFamilies { playing[$0 / Self.patch] }
    }
}
