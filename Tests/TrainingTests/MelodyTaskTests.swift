import Codecs
import Corpus
import Foundation
import MeLoDy
import Tensors
import Testing
import Training

extension RunningTrainers {
    /// MeLoDy's parts, each trained on what the one before made, with tiny widths.
    @Suite struct MelodyTaskTests {
        private static let training = trainingJSON(steps: 4, validateEvery: 2)

        private static let recipes: [(name: String, json: String)] = [
            (
                "variational-codec",
                """
                {"training": \(training), "model": {"bands": 100, "width": 8, "hidden": 16, "outerBlocks": 1, "innerBlocks": 1,
                 "latent": 4}, "frames": 64, "players": 0.3, "bands": 0.4, "level": 4, "squareWeight": 0.3, "spectralWeight": 1,
                 "divergenceWeight": 0.005, "pitchWeight": 0.02,
                 "patches": {"channels": [4, 4], "weight": 0.1, "featureWeight": 1}}
                """
            ),
            ("semantic", "{\"training\": \(training), \"codes\": 8}"),
            (
                "prompt",
                """
                {"training": \(training), "hidden": 16, "quantizer": {"levels": 2, "codes": 4, "width": 8},
                 "learning": {"decay": 0.9, "restartBelow": 0.1}, "semantic": "SEMANTIC", "codec": "CODEC", "shelf": "SHELF",
                 "subsets": 1, "told": [0.5, 1]}
                """
            ),
            (
                "dual-path",
                """
                {"training": \(training), "model": {"latent": 4, "codes": 8, "width": 16, "blocks": 1, "headSize": 8,
                 "segment": 4, "kernel": 3, "expansion": 2}, "semantic": "SEMANTIC", "codec": "CODEC", "shelf": "SHELF",
                 "subsets": 1, "tokens": 8, "chunks": 2, "dropout": {"sources": {"tokens": 0.2, "key": 1}, "all": 0.1}, "priorWeight": 1}
                """
            ),
            (
                "language",
                """
                {"training": \(training), "model": {"codes": 8, "width": 16, "heads": 2, "layers": 1, "promptLevels": 2,
                 "promptCodes": 4}, "semantic": "SEMANTIC", "codec": "CODEC", "prompt": "PROMPT", "withoutPrompt": 0.5,
                 "shelf": "SHELF", "subsets": 1, "tokens": 8, "dropout": {"sources": {"tokens": 1, "beats": 0.2}, "all": 0.1}}
                """
            ),
        ]

        /// Weights of the parts before, by what recipes call them.
        private func order(
            _ recipe: (name: String, json: String), _ corpus: URL, _ folder: URL, out: String? = nil
        ) throws -> TrainingOrder {
            var json = recipe.json.replacingOccurrences(
                of: "SHELF", with: folder.appendingPathComponent("shelf").path)
            for (word, part) in [("SEMANTIC", "semantic"), ("CODEC", "variational-codec"), ("PROMPT", "prompt")] {
                json = json.replacingOccurrences(
                    of: "\"\(word)\"", with: "\"\(folder.appendingPathComponent("\(part)/weights.safetensors").path)\"")
            }
            let file = folder.appendingPathComponent("\(recipe.name).json")
            try Data(json.utf8).write(to: file)
            return TrainingOrder(
                configuration: file, data: [corpus], out: folder.appendingPathComponent(out ?? recipe.name)
            ) { _ in }
        }

        @Test func everyPartLearnsFromThoseBefore() throws {
            try Songs.withCorpus([1, 2, 900], stems: true) { corpus in
                try withFolder { folder in
                    var names: [String: [String]] = [:]
                    for recipe in Self.recipes {
                        let trainer = try Trainable.named(recipe.name).trainer(order(recipe, corpus, folder))
                        try trainer.run()
                        names[recipe.name] = try trainer.task.validate().map(\.name)
                        // what a run that is resumed would make
                        try expectResumingChangesNothing(trainer.configuration) {
                            try Trainable.named(recipe.name).trainer(
                                order(recipe, corpus, folder, out: "again-\(recipe.name)")
                            ).task
                        }
                    }
                    #expect(names["variational-codec"]?.first == "L1")
                    #expect(names["semantic"]?.contains("chord purity") == true)
                    #expect(names["prompt"]?.prefix(2) == ["missed at one", "missed at five"])
                    let views = ["all", "other tokens", "no tokens", "no sheet", "nothing"]
                    #expect(names["dual-path"] == views + views.map { "prior \($0)" })
                    #expect(names["language"] == ["all", "no chords", "beats and key", "prompt", "nothing"])
                    // the models name what they were trained on
                    func checkpoint(_ part: String) throws -> Checkpoint {
                        try Checkpoint(contentsOf: folder.appendingPathComponent("\(part)/weights.safetensors"))
                    }
                    let made = try [checkpoint("semantic").digest, checkpoint("variational-codec").digest]
                        .joined(separator: "-")
                    for part in ["dual-path", "language"] { #expect(try checkpoint(part).metadata["made"] == made) }
                }
            }
        }

        @Test func numbersThatMakeNoModelAreNamed() throws {
            for (json, word) in [
                (Self.recipes[3].json.replacingOccurrences(of: "\"chunks\": 2", with: "\"chunks\": 3"), "chunks"),
                (
                    Self.recipes[3].json.replacingOccurrences(of: "\"key\": 1", with: "\"tune\": 1"),
                    "dropout.sources.tune"
                ),
            ] {
                #expect(try decoded(DualPathRun.self, json).problem?.contains(word) == true)
            }
            let none = Self.recipes[1].json.replacingOccurrences(of: "\"codes\": 8", with: "\"codes\": 1")
            #expect(try decoded(SemanticRun.self, none).problem?.contains("codes") == true)
            #expect(try decoded(PromptRun.self, Self.recipes[2].json).problem == nil)
            #expect(try decoded(LanguageRun.self, Self.recipes[4].json).problem == nil)
            #expect(try decoded(VariationalCodecRun.self, Self.recipes[0].json).problem == nil)
        }
    }
}
