import Foundation
import Tensors
import Testing
import Training

extension RunningTrainers {
    @Suite struct TrainerTests {
        private func configuration(
            steps: Int = 6, logEvery: Int = 1, validateEvery: Int = 3, rate: Double = 0.01, decay: Double = 0.9
        ) throws -> TrainingConfiguration {
            try decoded(
                TrainingConfiguration.self,
                trainingJSON(
                    steps: steps, logEvery: logEvery, validateEvery: validateEvery, rate: rate, decay: decay))
        }

        private func file(_ name: String, in folder: URL) throws -> Checkpoint {
            try Checkpoint(contentsOf: folder.appendingPathComponent(name))
        }

        @Test func aLineIsLearnt() throws {
            try withFolder { folder in
                let task = try LineTask()
                try Trainer(
                    task, configuration(steps: 300, validateEvery: 100, rate: 0.1), folder: folder, resume: false
                ) { _ in }.run()
                #expect(abs(try task.layer.weight.item() - 2) < 0.05)
                #expect(abs(try #require(task.layer.bias).item() + 1) < 0.05)
            }
        }

        @Test func resumingChangesNothing() throws {
            try expectResumingChangesNothing(configuration()) { try LineTask() }
        }

        /// A batch that was left out moved neither moments nor averages: they count fewer steps than the run.
        @Test func resumingAfterABadBatchChangesNothing() throws {
            try expectResumingChangesNothing(configuration()) {
                let task = try LineTask()
                task.badSteps = [1, 3]
                return task
            }
        }

        @Test func aBadBatchIsLeftOut() throws {
            try withFolder { folder in
                let task = try LineTask()
                let before = try task.layer.weight.item()
                task.badSteps = Set(0..<9)
                let trainer = try Trainer(task, configuration(steps: 9), folder: folder, resume: false) { _ in }
                try trainer.run()
                #expect(try task.layer.weight.item() == before)
                #expect(try file("checkpoint.safetensors", in: folder).metadata["updates"] == "0")
            }
        }

        @Test func tenBadBatchesInARowAreTheEnd() throws {
            try withFolder { folder in
                let task = try LineTask()
                task.badSteps = Set(2..<100)
                let trainer = try Trainer(task, configuration(steps: 50), folder: folder, resume: false) { _ in }
                do {
                    try trainer.run()
                    Issue.record("it went on")
                } catch TrainingError.diverged(let step) {
                    #expect(step == 11)
                }
            }
        }

        @Test func anExistingRunIsNotOverwritten() throws {
            try withFolder { folder in
                let configuration = try configuration()
                try Trainer(LineTask(), configuration, folder: folder, resume: false) { _ in }.run(minutes: 0)
                let before = try Data(contentsOf: folder.appendingPathComponent("checkpoint.safetensors"))
                do {
                    _ = try Trainer(LineTask(), configuration, folder: folder, resume: false) { _ in }
                    Issue.record("it was taken")
                } catch let error as TrainingError {
                    guard case .checkpointExists(folder.path) = error else { throw error }
                    #expect(error.description.contains("--resume") && error.description.contains(folder.path))
                }
                #expect(try Data(contentsOf: folder.appendingPathComponent("checkpoint.safetensors")) == before)
            }
        }

        @Test func anotherModelCannotGoOn() throws {
            try withFolder { folder in
                let configuration = try configuration()
                try Trainer(LineTask(), configuration, folder: folder, resume: false) { _ in }.run(minutes: 0)
                do {
                    _ = try Trainer(LineTask(inputs: 2), configuration, folder: folder, resume: true) { _ in }
                    Issue.record("it was taken")
                } catch let error as TrainingError {
                    guard case .checkpointDiffers(folder.path, _) = error else { throw error }
                    #expect(error.description.contains("[1, 1]"))
                }
            }
        }

        @Test(arguments: [SIGTERM, SIGINT])
        func aSignalLeavesACheckpoint(signal: Int32) throws {
            try withFolder { folder in
                let task = try LineTask()
                task.lastStep = 20_000
                let configuration = try configuration(steps: 1_000_000, logEvery: 5, validateEvery: 1_000_000)
                var isSent = false
                let trainer = try Trainer(task, configuration, folder: folder, resume: false) { line in
                    guard !isSent, line.hasPrefix("step") else { return }
                    isSent = true
                    let process = getpid()
                    Thread.detachNewThread { kill(process, signal) }
                }
                try trainer.run()
                #expect(isSent)
                let checkpoint = try file("checkpoint.safetensors", in: folder)
                let step = try #require(checkpoint.metadata["step"].flatMap { Int($0) })
                #expect(step >= 5 && step < 20_000)
                #expect(try checkpoint.tensor("model.line.weight").floats() == task.layer.weight.floats())
                // and it can be gone on with
                let again = try LineTask()
                try Trainer(again, configuration, folder: folder, resume: true) { _ in }.run(minutes: 0)
                #expect(try file("checkpoint.safetensors", in: folder).metadata["step"] == "\(step + 1)")
            }
        }

        @Test func theBestWeightsAreKept() throws {
            try withFolder { folder in
                let task = try LineTask()
                task.figures = [3, 1, 2, 1]
                try Trainer(task, configuration(steps: 8, validateEvery: 2), folder: folder, resume: false) { _ in }
                    .run()
                let best = try file("best.safetensors", in: folder)
                #expect(best.metadata["step"] == "4" && best.metadata["best"] == "1.0")
                // validation hears the averages, and they are what is written, in half precision
                #expect(try best.tensor("line.weight").item() == Tensor([task.validated[1]]).to(.float16).item())
                let last = try file("weights.safetensors", in: folder)
                #expect(last.metadata["step"] == "8")
                #expect(last.keys == ["line.bias", "line.weight", "mean"])
                #expect(last.metadata["configuration"] == "{\"line\":true}")
                #expect(try last.tensor("mean").floats() == [3, 4])
                #expect(try task.layer.weight.item() != task.validated[3])
            }
        }

        @Test func theLogHoldsEveryLine() throws {
            try withFolder { folder in
                var lines: [String] = []
                let configuration = try configuration(steps: 7, logEvery: 2, validateEvery: 4)
                try Trainer(LineTask(), configuration, folder: folder, resume: false) { lines.append($0) }.run()
                #expect(lines[0] == "parameters 2, step 0")
                let log = try String(contentsOf: folder.appendingPathComponent("log.txt"), encoding: .utf8)
                #expect(log == lines.dropFirst().joined(separator: "\n") + "\n")
                #expect(lines.filter { $0.hasPrefix("step") }.count == 4)
                #expect(
                    lines.filter { $0.hasPrefix("validation at step") }.map { $0.dropFirst(19).prefix(1) } == [
                        "4", "7",
                    ])
                #expect(lines.allSatisfy { !$0.contains("nan") })
            }
        }

        @Test func aFinishedRunStaysAsItIs() throws {
            try withFolder { folder in
                let configuration = try configuration()
                try Trainer(LineTask(), configuration, folder: folder, resume: false) { _ in }.run()
                let before = try Data(contentsOf: folder.appendingPathComponent("checkpoint.safetensors"))
                try Trainer(LineTask(), configuration, folder: folder, resume: true) { _ in }.run()
                #expect(try Data(contentsOf: folder.appendingPathComponent("checkpoint.safetensors")) == before)
            }
        }
    }
}
