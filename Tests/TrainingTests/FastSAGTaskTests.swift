import Conditions
import Corpus
import FastSAG
import Foundation
import Listener
import Tensors
import Testing
import Training

func fastSAGJSON(
    _ training: String = trainingJSON(steps: 4, validateEvery: 2), frames: Int = 64, patch: Int = 4,
    source: String = "vocal"
) -> String {
    """
    {"training": \(training), "model": {"bands": 100, "semanticWidth": 192, "patch": \(patch), "conditionWidth": 16, "conditionBlocks": 1,
     "trunkWidth": 16, "trunkBlocks": 1, "headSize": 8, "kernel": 3, "refinerChannels": 4, "sigmaData": 1},
     "frames": \(frames), "dropout": {"\(source)": 0.3, "chords": 0.3}, "dropAll": 0.2, "noiseMean": -0.4,
     "noiseDeviation": 1.2, "chordDoubt": 0.5, "submixes": 0.5}
    """
}

extension RunningTrainers {
    @Suite struct FastSAGTaskTests {
        private func songs(_ corpus: URL, _ split: SongSymbols.Split) throws -> [PreparedSong] {
            try CorpusIndex.songs(in: corpus, split: split).map {
                try PreparedSong($0, encoder: Listener.Encoder.bundled())
            }
        }

        /// The first run prepares the songs, the later ones read what it left.
        @Test func resumingChangesNothing() throws {
            try Songs.withCorpus([1, 2, 900]) { corpus in
                let run = try decoded(FastSAGRun.self, fastSAGJSON())
                try expectResumingChangesNothing(run.training) {
                    try FastSAGTask(
                        run, training: songs(corpus, .training), validation: songs(corpus, .validation), device: .cpu)
                }
            }
        }

        @Test func songsAreCheckedBeforeTraining() throws {
            try Songs.withCorpus([1, 900]) { corpus in
                let training = try songs(corpus, .training), validation = try songs(corpus, .validation)
                func task(_ json: String, _ training: [PreparedSong], _ validation: [PreparedSong]) throws
                    -> FastSAGTask
                {
                    try FastSAGTask(
                        decoded(FastSAGRun.self, json), training: training, validation: validation, device: .cpu)
                }
                #expect(throws: CorpusError.notForTraining(identifier: 900)) {
                    try task(fastSAGJSON(), training + validation, validation)
                }
                #expect(throws: TrainingError.self) { try task(fastSAGJSON(frames: 4000), training, validation) }
                #expect(throws: TrainingError.self) { try task(fastSAGJSON(), [], validation) }
                #expect(throws: TrainingError.self) { try task(fastSAGJSON(), training, []) }

                // the songs' Mels come out of the model's standardisation with mean 0 and deviation 1
                let task = try task(fastSAGJSON(), training, validation)
                let entries = Dictionary(uniqueKeysWithValues: task.parameters.entries)
                let mean = try #require(entries["mel.mean"]).floats()
                let deviation = try #require(entries["mel.deviation"]).floats()
                let song = training[0]
                for band in [0, 40, 99] {
                    let values = stride(from: 0, to: song.frameCount, by: 16)
                        .map { max(Double(song.mel[$0 * 100 + band]), -9) }
                    let average = values.reduce(0, +) / Double(values.count)
                    let square = values.reduce(0) { $0 + ($1 - average) * ($1 - average) } / Double(values.count)
                    #expect(abs(Double(mean[band]) - average) < 1e-3)
                    #expect(abs(Double(deviation[band]) - max(square, 1e-4).squareRoot()) < 1e-3)
                }
                // and a batch depends on its step alone
                let one = try task.loss(step: 3), two = try task.loss(step: 3), other = try task.loss(step: 4)
                #expect(try one.total.item() == two.total.item())
                #expect(try one.total.item() != other.total.item())
                #expect(abs(one.seconds - 2 * 64 * ConditionFeatures.hopSeconds) < 1e-9)
            }
        }
    }
}
