import AudioFiles
import Corpus
import Evaluation
import Foundation
import Listener
import Music
import Signal

/// A folder of made-up pairs of eight seconds, gone with the value that holds it.
final class TinyPairs {
    let folder: URL

    /// Sixteen beats at 120 BPM, four bars of C and F.
    static let truth = """
        {"beats": [0,0.5,1,1.5,2,2.5,3,3.5,4,4.5,5,5.5,6,6.5,7,7.5], "downbeats": [0,2,4,6], "meter": 4, "tempo": 120,
         "chords": [[0,4,"C:maj"],[4,8,"F:maj"]], "key": "C major", "agreement": 0.9}
        """

    /// - Parameters:
    ///   - clips: name, singer and truth.
    ///   - backing: 24 kHz mono.
    init(_ clips: [(name: String, singer: String, truth: String)], backing: (Int) -> [Float] = { _ in noise }) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("pairs-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("truth"), withIntermediateDirectories: true)
        for (index, clip) in clips.enumerated() {
            try write(Self.noise, clip.name + ".vocal.flac")
            try write(backing(index), clip.name + ".backing.flac")
            try Data(clip.truth.utf8).write(to: folder.appendingPathComponent("truth/\(clip.name).json"))
        }
        let rows = clips.map { "\($0.name)\tours\t8\t\($0.singer)" }
        try Data((["id\tlicence\tseconds\tsinger"] + rows).joined(separator: "\n").utf8)
            .write(to: folder.appendingPathComponent("manifest.tsv"))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func write(_ samples: [Float], _ name: String) throws {
        try AudioWriter.write(
            AudioBuffer(sampleRate: 24_000, mono: samples), to: folder.appendingPathComponent(name), format: .flac16)
    }

    private static let noise: [Float] = {
        var generator = SeededGenerator(seed: 2)
        return (0..<8 * 24_000).map { _ in Float(0.1 * generator.normal()) }
    }()
}

/// Hears what it is told to.
struct Parrot: VocalListening {
    /// nil gives up.
    var heard: Heard?
    /// What it was told.
    var check: @Sendable (ListeningConstraints) -> Void = { _ in }

    func listen(to vocal: AudioBuffer, constraints: ListeningConstraints) throws -> Heard {
        check(constraints)
        guard let heard else { throw ListenerError.nothingSung }
        return heard
    }

    func listen(to vocal: AudioBuffer, playing sheet: LeadSheet) throws -> Heard {
        try listen(to: vocal, constraints: .init())
    }

    /// - Parameter downbeats: indices.
    static func heard(
        beats: [Double], downbeats: [Int], meter: Int = 4, key: Key, chords: [LeadSheet.Span] = [],
        confidence: Double = 0.5, hypotheses: [ListeningHypothesis] = []
    ) -> Heard {
        Heard(
            pitch: PitchTrack(hopSeconds: 0.01, hertz: [], confidence: [], energy: []), notes: [], onsets: [],
            leadSheet: LeadSheet(
                beats: beats, downbeats: downbeats, meter: meter, key: key, chords: chords,
                beatConfidence: confidence), hypotheses: hypotheses)
    }
}
