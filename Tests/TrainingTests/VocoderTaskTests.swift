import Corpus
import Foundation
import Tensors
import Testing
import Training

/// A tiny run of the vocoder; the additions are keys with values.
func vocoderJSON(_ training: String = trainingJSON(steps: 2, validateEvery: 2), _ additions: String = "") -> String {
    """
    {"training": \(training), "model": {"bands": 100, "width": 16, "hidden": 16, "blocks": 1, "fftLength": 1024,
     "hop": 256\(additions.isEmpty ? "" : ", \"phaseGradients\": true")}, "samples": 8192, "songs": 4, "melWeight": 1,
     "convergenceWeight": 1, "magnitudeWeight": 0.5, "melNoise": 0.1\(additions.isEmpty ? "" : ", " + additions)}
    """
}

let adversarialJSON = """
    "windows": [512, 8192], "gradientWeight": 1, "discriminators": {"periods": [2, 5], "periodChannels": [2, 4],
     "windows": [512], "windowChannels": [2, 4], "weight": 1, "featureWeight": 1}
    """

extension RunningTrainers {
    @Suite struct VocoderTaskTests {
        /// With discriminators, phase gradients and long windows.
        @Test func resumingChangesNothing() throws {
            try Songs.withCorpus([1, 2, 900]) { corpus in
                let run = try decoded(
                    VocoderRun.self, vocoderJSON(trainingJSON(steps: 4, validateEvery: 2), adversarialJSON))
                let training = try CorpusIndex.songs(in: corpus, split: .training)
                let validation = try CorpusIndex.songs(in: corpus, split: .validation)
                try expectResumingChangesNothing(run.training) {
                    try VocoderTask(run, training: training, validation: validation, device: .cpu)
                }
                let task = try VocoderTask(run, training: training, validation: validation, device: .cpu)
                #expect(
                    try task.validate().map(\.name) == ["mel", "convergence", "magnitude", "bins", "advance", "delay"])
            }
        }

        @Test func lengthsThatDoNotFitAreRefused() throws {
            func problem(_ additions: String) throws -> String? {
                try decoded(VocoderRun.self, vocoderJSON(trainingJSON(), additions)).problem
            }
            #expect(try problem("") == nil)
            #expect(try problem(adversarialJSON) == nil)
            #expect(try #require(try problem("\"windows\": [16384]")).hasPrefix("windows is [16384]"))
            #expect(try #require(try problem("\"windows\": []")).hasPrefix("windows is []"))
            let long = adversarialJSON.replacingOccurrences(of: "\"windows\": [512],", with: "\"windows\": [9000],")
            #expect(try #require(try problem(long)).hasPrefix("discriminators.windows is [9000]"))
            let none = adversarialJSON.replacingOccurrences(of: "[2, 4],\n", with: "[],\n")
            #expect(try #require(try problem(none)).hasPrefix("the channels of discriminators"))
        }
    }
}
