import Foundation
import Tensors
import Testing
import Training

extension RunningTrainers {
    @Suite struct AdversarialOpponentTests {
        private func configuration(steps: Int) throws -> TrainingConfiguration {
            try decoded(TrainingConfiguration.self, trainingJSON(steps: steps, rate: 0.05))
        }

        /// The model's number goes where the real ones are, for the opponent says which way that is.
        @Test func theModelFollowsItsOpponent() throws {
            try withFolder { folder in
                let task = try DuelTask()
                try Trainer(task, configuration(steps: 60), folder: folder, resume: false) { _ in }.run()
                #expect(try task.number.item() > 0.5)
                // it steps first, the model hears it afterwards, and the model's step leaves it as it is
                #expect(task.seen.count == 60)
                #expect(task.seen.allSatisfy { $0.before != $0.after })
                #expect(zip(task.seen, task.seen.dropFirst()).allSatisfy { $0.after == $1.before })
            }
        }

        /// Both optimizers' states and the opponent's parameters are in the checkpoint.
        @Test func resumingChangesNothing() throws {
            try expectResumingChangesNothing(configuration(steps: 6)) { try DuelTask() }
        }

        @Test func resumingAfterABadBatchChangesNothing() throws {
            try expectResumingChangesNothing(configuration(steps: 6)) {
                let task = try DuelTask()
                task.badSteps = [1, 3]
                return task
            }
        }

        @Test func aBadBatchMovesNeither() throws {
            try withFolder { folder in
                let task = try DuelTask()
                let before = try task.line.weight.item()
                task.badSteps = Set(0..<6)
                try Trainer(task, configuration(steps: 6), folder: folder, resume: false) { _ in }.run()
                #expect(try task.line.weight.item() == before && task.number.item() == 0)
            }
        }

        /// A run without an opponent can't go on with one.
        @Test func aCheckpointWithoutOpponentIsRefused() throws {
            try withFolder { folder in
                try Trainer(DuelTask(), configuration(steps: 2), folder: folder, resume: false) { _ in }.run()
                let file = folder.appendingPathComponent("checkpoint.safetensors")
                let checkpoint = try Checkpoint(contentsOf: file)
                let kept = checkpoint.keys.filter { !$0.hasPrefix("opponent") }.map { ($0, checkpoint.tensor($0)) }
                try CheckpointWriter.write(kept, metadata: checkpoint.metadata, to: file)
                #expect(throws: TrainingError.self) {
                    try Trainer(DuelTask(), configuration(steps: 4), folder: folder, resume: true) { _ in }
                }
            }
        }
    }
}
