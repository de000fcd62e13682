import Corpus
import Foundation
import Tensors
import Testing
import Training

extension RunningTrainers {
    @Suite struct TrainableTests {
        @Test func unknownSystemsAreNamed() throws {
            for system in Trainable.all { #expect(try Trainable.named(system.name).data == system.data) }
            #expect(Set(Trainable.all.map(\.name)).count == Trainable.all.count)
            do {
                _ = try Trainable.named("melody")
                Issue.record("it was taken")
            } catch let error as TrainingError {
                #expect(
                    error.description.contains("melody") && error.description.contains("harmoniser, vocoder, fastsag"))
            }
        }

        /// Who has no pairs of singers can't hold any out; a fit of all folds holds out none.
        @Test(arguments: ["fastsag", "sing", "grid"])
        func foldsAreRefusedWhereThereAreNone(name: String) throws {
            let nowhere = URL(fileURLWithPath: "/nonexistent")
            let order = TrainingOrder(
                configuration: nowhere, data: [nowhere], out: nowhere, folds: .init(count: 5, without: 0)
            ) { _ in }
            do {
                _ = try Trainable.named(name).trainer(order)
                Issue.record("it was taken")
            } catch TrainingError.noFolds(let system) {
                #expect(system == name)
            }
        }

        @Test func aFolderWithoutSongsIsNamed() throws {
            try withFolder { folder in
                let configuration = folder.appendingPathComponent("run.json")
                try Data(fastSAGJSON().utf8).write(to: configuration)
                let out = folder.appendingPathComponent("out")
                do {
                    _ = try Trainable.named("fastsag").trainer(
                        TrainingOrder(configuration: configuration, data: [folder], out: out) { _ in })
                    Issue.record("it was taken")
                } catch TrainingError.noData(let path) {
                    #expect(path == folder.path)
                }
                #expect(!FileManager.default.fileExists(atPath: out.path))
            }
        }

        /// From configuration file and data folder to weights, for both systems that hear audio.
        @Test(arguments: ["fastsag", "vocoder"])
        func aRunLeavesItsFiles(system: String) throws {
            try Songs.withCorpus([1, 900]) { corpus in
                let configuration = corpus.appendingPathComponent("run.json"),
                    out = corpus.appendingPathComponent("out")
                let json = system == "vocoder" ? vocoderJSON() : fastSAGJSON(trainingJSON(steps: 2, validateEvery: 2))
                try Data(json.utf8).write(to: configuration)
                var lines: [String] = []
                let order = TrainingOrder(configuration: configuration, data: [corpus], out: out) { lines.append($0) }
                try Trainable.named(system).trainer(order).run()
                let names = try FileManager.default.contentsOfDirectory(atPath: out.path).sorted()
                #expect(names == ["best.safetensors", "checkpoint.safetensors", "log.txt", "weights.safetensors"])
                #expect(lines.count == 4)
                #expect(lines.allSatisfy { !$0.contains("nan") && !$0.contains("inf") })
            }
        }

        /// A larger model begins with the weights of a smaller one: what both have is taken over, and said.
        @Test func aRunBeginsWithGivenWeights() throws {
            try Songs.withCorpus([1, 900]) { corpus in
                let configuration = corpus.appendingPathComponent("run.json")
                func run(_ json: String, _ out: String, from: URL?) throws -> ([String], Checkpoint) {
                    try Data(json.utf8).write(to: configuration)
                    let out = corpus.appendingPathComponent(out)
                    var lines: [String] = []
                    let order = TrainingOrder(configuration: configuration, data: [corpus], out: out, from: from) {
                        lines.append($0)
                    }
                    try Trainable.named("vocoder").trainer(order).run()
                    return (lines, try Checkpoint(contentsOf: out.appendingPathComponent("weights.safetensors")))
                }
                let (_, first) = try run(vocoderJSON(), "first", from: nil)
                let weights = URL(fileURLWithPath: first.path)
                // a rate of 0 and no decay of weights: what it ends with is what it began with
                let still = trainingJSON(steps: 1, rate: 0)
                let (lines, second) = try run(
                    vocoderJSON(still, adversarialJSON), "second", from: weights)
                #expect(
                    lines[0].hasSuffix(
                        "new: "
                            + [
                                "head.gradients.weight", "head.gradients.bias", "head.magnitudes.weight",
                                "head.magnitudes.bias",
                            ].joined(separator: ", ")))
                for key in first.keys { #expect(try second.tensor(key).floats() == first.tensor(key).floats()) }
                // the other way round there is something that has no place
                #expect(throws: CheckpointError.self) {
                    try run(vocoderJSON(), "third", from: URL(fileURLWithPath: second.path))
                }
            }
        }
    }
}
