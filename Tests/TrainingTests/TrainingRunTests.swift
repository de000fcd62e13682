import Corpus
import Foundation
import Testing
import Training

extension RunningTrainers {
    @Suite struct TrainingRunTests {
        @Test func unknownSystemsAreNamed() throws {
            for system in TrainingSystem.allCases { #expect(try TrainingSystem(named: system.rawValue) == system) }
            do {
                _ = try TrainingSystem(named: "melody")
                Issue.record("it was taken")
            } catch let error as TrainingError {
                #expect(
                    error.description.contains("melody") && error.description.contains("harmoniser, vocoder, fastsag"))
            }
        }

        @Test func aFolderWithoutSongsIsNamed() throws {
            try withFolder { folder in
                let configuration = folder.appendingPathComponent("run.json")
                try Data(fastSAGJSON().utf8).write(to: configuration)
                let out = folder.appendingPathComponent("out")
                do {
                    _ = try TrainingSystem.fastsag.trainer(
                        configuration: configuration, data: folder, out: out, resume: false, device: .cpu
                    ) { _ in }
                    Issue.record("it was taken")
                } catch TrainingError.noData(let path) {
                    #expect(path == folder.path)
                }
                #expect(!FileManager.default.fileExists(atPath: out.path))
            }
        }

        /// From configuration file and data folder to weights, for both systems that hear audio.
        @Test(arguments: [TrainingSystem.fastsag, .vocoder])
        func aRunLeavesItsFiles(system: TrainingSystem) throws {
            try Songs.withCorpus([1, 900]) { corpus in
                let configuration = corpus.appendingPathComponent("run.json"),
                    out = corpus.appendingPathComponent("out")
                let vocoder = """
                    {"training": \(trainingJSON(steps: 2, validateEvery: 2)), "model": {"bands": 100, "width": 16, "hidden": 16,
                     "blocks": 1, "fftLength": 1024, "hop": 256}, "samples": 8192, "songs": 4, "melWeight": 1,
                     "convergenceWeight": 1, "magnitudeWeight": 0.5, "melNoise": 0.1}
                    """
                let json = system == .vocoder ? vocoder : fastSAGJSON(trainingJSON(steps: 2, validateEvery: 2))
                try Data(json.utf8).write(to: configuration)
                var lines: [String] = []
                try system.trainer(
                    configuration: configuration, data: corpus, out: out, resume: false, device: .cpu
                ) { lines.append($0) }.run()
                let names = try FileManager.default.contentsOfDirectory(atPath: out.path).sorted()
                #expect(names == ["best.safetensors", "checkpoint.safetensors", "log.txt", "weights.safetensors"])
                #expect(lines.count == 4)
                #expect(lines.allSatisfy { !$0.contains("nan") && !$0.contains("inf") })
            }
        }
    }
}
