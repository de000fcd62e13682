import Corpus
import Foundation
import Testing
import Training

private func splitterJSON(_ training: String = trainingJSON(steps: 4, validateEvery: 2), frames: Int = 64) -> String {
    """
    {"training": \(training), "model": {"bands": 100, "width": 8, "dilations": [1, 2]}, "frames": \(frames), "songs": 4,
     "exponent": 0.3, "gain": 4, "missing": 0.3, "borrowed": 0.5, "level": 3, "tilt": 3, "blur": 0.5, "noise": 0.2}
    """
}

extension RunningTrainers {
    @Suite struct SplitterTaskTests {
        @Test func resumingChangesNothing() throws {
            try Songs.withCorpus([1, 2, 900], stems: true) { corpus in
                let run = try decoded(SplitterRun.self, splitterJSON())
                let training = try CorpusIndex.songs(in: corpus, split: .training)
                let validation = try CorpusIndex.songs(in: corpus, split: .validation)
                func task(_ training: [CorpusSong]) throws -> SplitterTask {
                    try SplitterTask(run, training: training, validation: validation, device: .cpu)
                }
                try expectResumingChangesNothing(run.training) { try task(training) }
                #expect(try task(training).validate().map(\.name) == ["sum", "drums", "bass", "harmony"])
                #expect(throws: CorpusError.notForTraining(identifier: 900)) { try task(training + validation) }
            }
        }

        @Test func whatDoesNotFitIsSaid() throws {
            #expect(try decoded(SplitterRun.self, splitterJSON(frames: 0)).problem == "frames is 0, not 1 or more")
            let dilated = splitterJSON().replacingOccurrences(of: "[1, 2]", with: "[1, 0]")
            #expect(try decoded(SplitterRun.self, dilated).problem?.hasPrefix("model: dilations is [1, 0]") == true)
            try Songs.withCorpus([1, 900]) { corpus in
                let songs = try CorpusIndex.songs(in: corpus, split: .training)
                #expect(throws: TrainingError.self) {
                    try SplitterTask(
                        decoded(SplitterRun.self, splitterJSON()), training: songs, validation: songs, device: .cpu)
                }
            }
        }
    }
}
