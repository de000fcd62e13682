import Corpus
import Foundation
import Listener
import Tensors
import Testing
import Training

func harmoniserJSON(_ training: String = trainingJSON(), length: Int = 16) -> String {
    """
    {"training": \(training), "model": {"width": 16, "blocks": 1, "headSize": 8, "kernel": 3}, "length": \(length),
     "positionGiven": 0.5, "keyGiven": 0.3, "gridError": 0.3, "noteDropout": 0.1}
    """
}

extension RunningTrainers {
    @Suite struct HarmoniserTaskTests {
        private func task(_ json: String = harmoniserJSON(), training: [Int] = [1, 2], validation: [Int] = [900]) throws
            -> HarmoniserTask
        {
            try HarmoniserTask(
                decoded(HarmoniserRun.self, json), training: training.map { try Songs.symbols($0) },
                validation: validation.map { try Songs.symbols($0) }, device: .cpu)
        }

        @Test func resumingChangesNothing() throws {
            let run = try decoded(HarmoniserRun.self, harmoniserJSON())
            try expectResumingChangesNothing(run.training) { try task() }
        }

        @Test func aFewStepsTeach() throws {
            try withFolder { folder in
                let json = harmoniserJSON(trainingJSON(steps: 60, batch: 8, validateEvery: 60))
                let task = try task(json), run = try decoded(HarmoniserRun.self, json)
                let before = try task.loss(step: 1000).total.item()
                try Trainer(task, run.training, folder: folder, resume: false) { _ in }.run()
                #expect(try task.loss(step: 1000).total.item() < 0.85 * before)
                // what was trained is a harmoniser
                let weights = try Checkpoint(contentsOf: folder.appendingPathComponent("weights.safetensors"))
                let beats = (0..<16).map { Double($0) * 0.5 }
                let harmony = try Harmoniser(weights).harmonise(
                    notes: [], beats: beats, meter: 4, key: nil, firstDownbeat: 0)
                #expect(harmony.soft.count == 32)
            }
        }

        @Test func validationDependsOnTheWeightsAlone() throws {
            let task = try task()
            let one = try task.validate(), two = try task.validate()
            #expect(one.map(\.value) == two.map(\.value))
            #expect(one.map(\.name) == ["bare", "root", "position", "key", "barred", "root"])
            // 61 chords, nothing learnt: about ln 61
            #expect(abs(one[0].value - log(61)) < 1)
            #expect(one.dropFirst().filter { $0.name != "barred" }.allSatisfy { (0...1).contains($0.value) })
        }

        @Test func validationSongsAreNotTrainedOn() {
            #expect(throws: CorpusError.notForTraining(identifier: 900)) { try task(training: [1, 900]) }
        }

        @Test func withoutALongEnoughSongThereIsNoTraining() throws {
            let run = try decoded(HarmoniserRun.self, harmoniserJSON())
            let long = try Songs.symbols(1), short = try Songs.symbols(2, bars: 4), other = try Songs.symbols(900)
            #expect(throws: TrainingError.self) {
                try HarmoniserTask(run, training: [short], validation: [other], device: .cpu)
            }
            #expect(throws: TrainingError.self) {
                try HarmoniserTask(run, training: [long], validation: [], device: .cpu)
            }
            #expect(throws: Never.self) {
                try HarmoniserTask(run, training: [long, short], validation: [other], device: .cpu)
            }
        }
    }
}
