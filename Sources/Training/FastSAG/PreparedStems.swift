import Band
import Corpus
import FastSAG
import Foundation
import Music
import Signal
import Tensors

/// The Mels of a song's drums, bass and harmony as they lie in its accompaniment. Kept beside the song's audio in
/// `prepared-stems.safetensors`.
public struct PreparedStems: Sendable {
    /// `[frame * 100 + band]`, natural log; groups that do not play are missing.
    public let mels: [StemGroup: [Float]]
    public let frameCount: Int

    static let fileName = "prepared-stems.safetensors"
    /// Raised when the meaning changes, so that old files are made anew.
    static let version = "1"

    /// Reads the prepared file, or makes it from the audio first; nil for a corpus without stems.
    public init?(_ song: CorpusSong) throws {
        let url = song.folder.appendingPathComponent(Self.fileName)
        if FileManager.default.fileExists(atPath: url.path) {
            let checkpoint = try Checkpoint(contentsOf: url)
            if checkpoint.metadata["version"] == Self.version {
                try self.init(checkpoint)
                return
            }
        }
        // not read at every start only to find that there are none
        guard song.hasStems else { return nil }
        let rendered = try song.rendered()
        guard !rendered.stems.isEmpty else { return nil }
        let groups = Dictionary(grouping: Part.Name.allCases.filter { rendered.stems[$0] != nil }, by: StemGroup.init)
        let tensors = groups.sorted { $0.key.rawValue < $1.key.rawValue }.map { group, families in
            let mel = MelFrontEnd().logMel(Self.sum(families.compactMap { rendered.stems[$0] }))
            return (group.rawValue, Tensor(mel.values, shape: [mel.frames, mel.bands]))
        }
        try CheckpointWriter.write(tensors, metadata: ["version": Self.version], as: .float16, to: url)
        try self.init(Checkpoint(contentsOf: url))
    }

    private init(_ checkpoint: Checkpoint) throws {
        var mels: [StemGroup: [Float]] = [:]
        for group in StemGroup.allCases where checkpoint.shape(of: group.rawValue) != nil {
            mels[group] = try checkpoint.tensor(group.rawValue).floats()
        }
        self.mels = mels
        frameCount = mels.keys.compactMap { checkpoint.shape(of: $0.rawValue)?.first }.min() ?? 0
    }

    private static func sum(_ stems: [[Float]]) -> [Float] {
        var sum = stems.first ?? []
        for stem in stems.dropFirst() {
            for index in 0..<min(sum.count, stem.count) { sum[index] += stem[index] }
        }
        return sum
    }

    /// The log Mel of some groups together; their phases are taken for unrelated, so that powers add up.
    public func mel(_ groups: Set<StemGroup>, frames: Range<Int>, bands: Int) -> [Float] {
        // in one order: sums of floats depend on it
        let parts = StemGroup.allCases.filter(groups.contains).compactMap {
            mels[$0]?[(frames.lowerBound * bands)..<(frames.upperBound * bands)]
        }
        guard let first = parts.first else {
            return .init(repeating: MelFrontEnd.logFloor, count: frames.count * bands)
        }
        guard parts.count > 1 else { return Array(first) }
        var power = first.map { exp(2 * $0) }
        for part in parts.dropFirst() {
            for (index, value) in part.enumerated() { power[index] += exp(2 * value) }
        }
        return power.map { 0.5 * log($0) }
    }
}
