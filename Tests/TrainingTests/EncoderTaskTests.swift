import Corpus
import Foundation
import Listener
import Tensors
import Testing
import Training

func encoderJSON(_ training: String = trainingJSON(), weights: String? = nil) -> String {
    let all = EncoderHead.allCases.map { "\"\($0.rawValue)\": 1" }.joined(separator: ", ")
    return """
        {"training": \(training),
         "model": {"width": 16, "channels": 2, "blocks": 1, "headSize": 8, "kernel": 3, "expansion": 2, "window": 64},
         "songSeconds": 6, "cacheGigabytes": 0.1,
         "firstSongs": 1, "songsPerStep": 0.5, "songsHeld": 2, "validationSongs": 1,
         "voiceAlone": 0.5, "voiceWithBand": 0.25, "voiceWithSoftBand": 0.1, "transposed": 0.5, "transposition": 4,
         "weights": {\(weights ?? all)}}
        """
}

extension RunningTrainers {
    @Suite struct EncoderTaskTests {
        private func task(_ json: String = encoderJSON(), training: [Int] = [1, 2], validation: [Int] = [900]) throws
            -> EncoderTask
        {
            try EncoderTask(
                decoded(EncoderRun.self, json), limit: training.count,
                training: { try EncoderSongs.song(training[$0]) },
                validation: validation.map { identifier in { try EncoderSongs.song(identifier) } }, device: .cpu)
        }

        @Test func resumingChangesNothing() throws {
            let run = try decoded(EncoderRun.self, encoderJSON(trainingJSON(steps: 4)))
            try expectResumingChangesNothing(run.training) { try task() }
        }

        @Test func aFewStepsTeach() throws {
            try withFolder { folder in
                let json = encoderJSON(trainingJSON(steps: 60, batch: 4, validateEvery: 60, rate: 0.005))
                let task = try task(json), run = try decoded(EncoderRun.self, json)
                let before = try task.loss(step: 1000).total.item()
                try Trainer(task, run.training, folder: folder, resume: false) { _ in }.run()
                #expect(try task.loss(step: 1000).total.item() < 0.8 * before)
                // what was trained is an encoder
                let weights = try Checkpoint(contentsOf: folder.appendingPathComponent("weights.safetensors"))
                let posteriors = try Encoder(weights).posteriors(of: EncoderSongs.song(900).vocal)
                #expect(posteriors.tokens == 562)
                #expect(posteriors.voicing.allSatisfy { $0.isFinite })
            }
        }

        @Test func validationDependsOnTheWeightsAlone() throws {
            let task = try task()
            let one = try task.validate(), two = try task.validate()
            #expect(one.map(\.value) == two.map(\.value))
            #expect(one[0].name == "loss" && one.count == 33)
            #expect(Set(one.map(\.name)).isSuperset(of: ["voice.triads", "mix.beats", "voice.songKey", "mix.pitch"]))
            #expect(one.dropFirst().allSatisfy { (0...1).contains($0.value) })
        }

        @Test func validationSongsAreNotTrainedOn() throws {
            let task = try task(training: [900])
            #expect(throws: CorpusError.notForTraining(identifier: 900)) { try task.loss(step: 0) }
        }

        @Test func withoutAValidationSongThereIsNoTraining() {
            #expect(throws: TrainingError.self) { try task(validation: []) }
        }

        @Test func wrongNumbersAreNamed() throws {
            let good = encoderJSON()
            #expect(try decoded(EncoderRun.self, good).problem == nil)
            for (from, to, word) in [
                ("\"window\": 64", "\"window\": 63", "window"), ("\"headSize\": 8", "\"headSize\": 5", "headSize"),
                ("\"songSeconds\": 6", "\"songSeconds\": 1", "songSeconds"),
                ("\"songsHeld\": 2", "\"songsHeld\": 0", "songsHeld"),
                ("\"voiceAlone\": 0.5", "\"voiceAlone\": 1.5", "voiceAlone"),
                ("\"transposition\": 4", "\"transposition\": 13", "transposition"),
                ("\"tempo\": 1", "\"temp\": 1", "weights.tempo"),
            ] {
                let problem = try decoded(EncoderRun.self, good.replacingOccurrences(of: from, with: to)).problem
                #expect(problem?.contains(word) == true, "\(word)")
            }
        }
    }
}

@Suite struct EncoderShelfTests {
    @Test func theWindowGrowsThenMoves() {
        let shelf = EncoderShelf(first: 2, perStep: 0.5, held: 4, limit: 10) {
            try EncoderSong(EncoderSongs.song($0 + 1), EncoderFrontEnd())
        }
        #expect([0, 1, 2, 4, 8, 100].map { shelf.window(step: $0) } == [0..<2, 0..<2, 0..<3, 0..<4, 2..<6, 6..<10])
    }

    @Test func songsAreThoseAskedFor() throws {
        let shelf = EncoderShelf(first: 2, perStep: 1, held: 2, limit: nil) {
            try EncoderSong(EncoderSongs.song($0 + 1, bars: $0 + 1), EncoderFrontEnd())
        }
        defer { shelf.close() }
        // songs of 2 s a bar
        #expect(try shelf.songs([0, 1, 1], step: 0).map(\.tokens) == [93, 187, 187])
        #expect(try shelf.songs([2, 1], step: 1).map(\.tokens) == [281, 187])
    }

    @Test func aSongThatFailsStopsTheStep() {
        let shelf = EncoderShelf(first: 1, perStep: 0, held: 1, limit: nil) { _ -> EncoderSong in
            throw CorpusError.notForTraining(identifier: 7)
        }
        defer { shelf.close() }
        #expect(throws: CorpusError.notForTraining(identifier: 7)) { try shelf.songs([0], step: 0) }
    }
}
