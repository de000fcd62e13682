import Codecs
import Corpus
import Foundation
import Networks
import Tensors
import Testing
import Training

private func codecJSON(
    _ training: String = trainingJSON(steps: 4, validateEvery: 2), frames: Int = 64, patches: String = "null"
) -> String {
    """
    {"training": \(training), "model": {"bands": 100, "width": 8, "hidden": 16, "outerBlocks": 1, "innerBlocks": 1,
     "quantizer": {"levels": 2, "codes": 16, "width": 4}}, "frames": \(frames),
     "learning": {"decay": 0.9, "restartBelow": 0.1}, "dropout": 0.5, "squareWeight": 0.3, "spectralWeight": 1,
     "commitmentWeight": 0.25, "level": 4, "patches": \(patches)}
    """
}

extension RunningTrainers {
    @Suite struct TokenCodecTaskTests {
        /// Reads the corpus's stems.
        private func withSongs(_ body: ([StemSong], [StemSong]) throws -> Void) throws {
            try Songs.withCorpus([1, 2, 900], stems: true) { corpus in
                func songs(_ split: SongSymbols.Split) throws -> [StemSong] {
                    try StemSong.read(CorpusIndex.songs(in: corpus, split: split))
                }
                try body(songs(.training), songs(.validation))
            }
        }

        /// Codebooks are buffers: they, too, go on where they were.
        @Test(arguments: ["null", #"{"channels": [4, 4], "weight": 0.1, "featureWeight": 1}"#])
        func resumingChangesNothing(patches: String) throws {
            try withSongs { training, validation in
                let run = try decoded(TokenCodecRun.self, codecJSON(patches: patches))
                func task() throws -> TokenCodecTask {
                    try TokenCodecTask(run, training: training, validation: validation, device: .cpu)
                }
                try expectResumingChangesNothing(run.training) { try task() }
                let names = try task().validate().map(\.name)
                #expect(names.prefix(2) == ["L1", "unquantised"])
                #expect(names.suffix(2) == ["perplexity 1", "perplexity 2"])
                #expect(names.contains("vocal") && names.contains("mix"))
            }
        }

        @Test func aStepMovesTheCodebooks() throws {
            try withSongs { training, validation in
                let run = try decoded(TokenCodecRun.self, codecJSON())
                let task = try TokenCodecTask(run, training: training, validation: validation, device: .cpu)
                func books() throws -> [[Float]] {
                    try task.parameters.entries.filter { $0.0.hasSuffix("embed") }.map { try $0.1.floats() }
                }
                let before = try books()
                _ = try task.loss(step: 0)
                let after = try books()
                #expect(before.count == 2 && zip(before, after).allSatisfy { $0 != $1 })
                #expect(throws: CorpusError.notForTraining(identifier: 900)) {
                    try TokenCodecTask(run, training: training + validation, validation: validation, device: .cpu)
                }
            }
        }

        /// Encoder and codebooks stay to the bit, so that tokens keep their meaning.
        @Test func aDecoderIsTrainedAlone() throws {
            try withSongs { training, validation in
                let alone = codecJSON().replacingOccurrences(
                    of: #""level": 4"#, with: #""level": 4, "decoderOnly": true"#)
                let run = try decoded(TokenCodecRun.self, alone)
                try withFolder { folder in
                    func values(_ task: TokenCodecTask, _ isDecoder: Bool) throws -> [[Float]] {
                        try task.parameters.entries.filter { $0.0.hasPrefix("decoder.") == isDecoder }
                            .map { try $0.1.floats() }
                    }
                    let task = try TokenCodecTask(run, training: training, validation: validation, device: .cpu)
                    let (tokens, decoder) = (try values(task, false), try values(task, true))
                    try Trainer(task, run.training, folder: folder, resume: false) { _ in }.run()
                    #expect(try values(task, false) == tokens)
                    #expect(try values(task, true) != decoder)
                }
            }
        }

        private static let voicing = #"""
            "level": 4, "decoderOnly": true, "voicing": {"players": 1, "withholdChords": 0.1, "withholdPlayer": 0.1,
            "noisy": 0.5, "noise": 0.2, "pitchWeight": 0.1}
            """#

        /// Corpora keep what their parts play; a decoder that is told chord and player learns to tell it, and goes on where
        /// it was.
        @Test func aDecoderLearnsPitches() throws {
            try withSongs { training, validation in
                let song = try #require(training.first)
                let bass = try #require(song.notes[.bass])
                #expect(!bass.isEmpty && bass.allSatisfy { (24..<72).contains($0.pitch) })
                let json = codecJSON().replacingOccurrences(of: #""level": 4"#, with: Self.voicing)
                let run = try decoded(TokenCodecRun.self, json)
                func task() throws -> TokenCodecTask {
                    try TokenCodecTask(run, training: training, validation: validation, device: .cpu)
                }
                let loss = try task().loss(step: 0)
                let pitches = try #require(try loss.parts.first { $0.0 == "pitches" }?.1.item())
                // 72 pitches that nobody knows yet
                #expect(pitches > 20 && pitches < 80)
                #expect(try task().parameters.entries.map(\.0).contains("decoder.condition.weight"))
                try expectResumingChangesNothing(run.training) { try task() }
            }
        }

        @Test func whatDoesNotFitIsSaid() throws {
            func problem(_ json: String) throws -> String? { try decoded(TokenCodecRun.self, json).problem }
            #expect(try problem(codecJSON(frames: 63)) == "frames is 63, no multiple of 2")
            #expect(
                try problem(codecJSON(patches: #"{"channels": [], "weight": 1, "featureWeight": 1}"#))
                    == "patches.channels is [], not 1 or more each")
            let decay = codecJSON().replacingOccurrences(of: #""decay": 0.9"#, with: #""decay": 1"#)
            #expect(try problem(decay) == "learning: decay is 1.0, not 0 or more and under 1")
            let shared = codecJSON().replacingOccurrences(
                of: #""level": 4"#, with: Self.voicing.replacingOccurrences(of: "true", with: "false"))
            #expect(try problem(shared) == "voicing needs decoderOnly: tokens are the same, told or not")
            try Songs.withCorpus([1, 900]) { corpus in
                let songs = try CorpusIndex.songs(in: corpus, split: .training)
                #expect(throws: TrainingError.self) { try StemSong.read(songs) }
            }
        }
    }
}
