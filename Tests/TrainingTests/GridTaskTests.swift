import Foundation
import Listener
import Tensors
import Testing
import Training

extension RunningTrainers {
    @Suite("Grids") struct GridTaskTests {
        private func run(steps: Int = 30) throws -> GridRun {
            // clipped together, the fits would touch
            let training = trainingJSON(steps: steps, logEvery: 30, validateEvery: 30, rate: 0.05)
                .replacing("\"gradientLimit\": 1", with: "\"gradientLimit\": 1000000000")
            return try decoded(
                GridRun.self,
                """
                {"training": \(training),
                 "folder": ".", "agreement": 0.6, "folds": 3, "tempo": ["flux", "notes"], "phase": ["flux", "beatPhase"],
                 "harmonics": [1, 2], "tempoPenalty": 0.03, "phasePenalty": 0.3, "octaves": 0.1}
                """)
        }

        @Test("A fit becomes likelier, leaves a file for every fold and one for all, and grids are decoded with them")
        func files() throws {
            try withPairs { folder in
                let run = try run()
                let task = try GridTask(run, data: folder, listener: .bundled()) { _ in }
                let before = try task.loss(step: 0).total.item()
                let out = folder.appendingPathComponent("out")
                try Trainer(task, run.training, folder: out, resume: false) { _ in }.run()
                #expect(try task.loss(step: 0).total.item() < before - 0.1)
                #expect(Set(task.folds.keys) == ["a", "b", "c"])
                for name in ["grid-0.json", "grid-1.json", "grid-2.json", "grid.json"] {
                    let weights = try GridWeights(contentsOf: out.appendingPathComponent(name))
                    #expect(
                        weights.tempo.keys.allSatisfy {
                            !$0.contains("|") || $0.hasPrefix("flux|") || $0.hasPrefix("notes|")
                        })
                    #expect(weights.tempo["octave2"] != nil && weights.tempo["tempo"] == nil)
                    #expect(
                        Set(weights.phase.keys)
                            == [
                                "flux|1.cos", "flux|1.sin", "flux|2.cos", "flux|2.sin", "beatPhase|1.cos",
                                "beatPhase|2.cos",
                            ])
                    #expect(weights.tempo.values.allSatisfy(\.isFinite) && weights.tempo.values.contains { $0 != 0 })
                }
                let folds = try JSONDecoder().decode(
                    [String: [String: Int]].self, from: Data(contentsOf: out.appendingPathComponent("folds.json")))
                #expect(folds["folds"] == task.folds)
            }
        }

        @Test("What is held out says nothing: without a singer's clips their fold's weights are the same")
        func heldOut() throws {
            try withPairs { folder in
                func weights(changed: Bool) throws -> [GridWeights] {
                    let task = try GridTask(try run(), data: folder, listener: .bundled()) { _ in }
                    let out = folder.appendingPathComponent(changed ? "changed" : "plain")
                    try Trainer(task, try run().training, folder: out, resume: false) { _ in }.run()
                    let fold = try #require(task.folds["b"])
                    return try ["grid-\(fold).json", "grid.json"].map {
                        try GridWeights(contentsOf: out.appendingPathComponent($0))
                    }
                }
                let plain = try weights(changed: false)
                let truth = folder.appendingPathComponent("truth/clip_2.json")
                let text = try String(contentsOf: truth, encoding: .utf8)
                let slow = (0..<8).map { Double($0) * 0.7 }
                try text.replacing(/"beats": \[.*?\]/, with: "\"beats\": \(slow)")
                    .replacing("\"downbeats\": [0.0, 2.0]", with: "\"downbeats\": [0.0]")
                    .write(to: truth, atomically: true, encoding: .utf8)
                let changed = try weights(changed: true)
                #expect(plain[0].phase == changed[0].phase)
                #expect(plain[1].phase != changed[1].phase || plain[1].tempo != changed[1].tempo)
            }
        }

        @Test("A recipe that can't work is told", arguments: [("folds", "1"), ("octaves", "2"), ("harmonics", "[]")])
        func problems(name: String, value: String) throws {
            let good =
                "{\"training\": \(trainingJSON()), \"folder\": \".\", \"agreement\": 0.6, \"folds\": 3, \"tempo\": [\"flux\"], "
                + "\"phase\": [\"flux\"], \"harmonics\": [1], \"tempoPenalty\": 0, \"phasePenalty\": 0, \"octaves\": 0}"
            #expect(try decoded(GridRun.self, good).problem == nil)
            let bad = good.replacing(try Regex("\"\(name)\": [^,}]*"), with: "\"\(name)\": \(value)")
            #expect(try decoded(GridRun.self, bad).problem?.contains(name) == true)
        }
    }
}
