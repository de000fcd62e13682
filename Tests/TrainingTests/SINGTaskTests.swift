import Corpus
import Foundation
import Tensors
import TestSupport
import Testing
import Training

/// A tiny run of SING through its three phases.
private func singJSON(steps: Int = 3, loss: String = "spectral", excerpt: Int = 24) -> String {
    """
    {"training": \(trainingJSON(steps: steps, validateEvery: 3, rate: 0.001)), "loss": "\(loss)", "autoencoderSteps": 1,
     "sequenceSteps": 1, "excerpt": \(excerpt), "truncation": 40, "gain": 16, "velocityExponent": 2, "validationNotes": 2}
    """
}

extension RunningTrainers {
    @Suite struct SINGTaskTests {
        @Test func resumingChangesNothing() throws {
            try withFolder { folder in
                try TinyNotes.write(to: folder)
                let run = try decoded(SINGRun.self, singJSON())
                #expect(run.problem == nil)
                let library = try NoteLibrary(folder)
                try expectResumingChangesNothing(run.training) {
                    try SINGTask(run, library: library, device: .cpu)
                }
            }
        }

        @Test func thePhasesTrainTheirParts() throws {
            try withFolder { folder in
                try TinyNotes.write(to: folder)
                let run = try decoded(SINGRun.self, singJSON())
                let task = try SINGTask(run, library: NoteLibrary(folder), device: .cpu)
                #expect(
                    (0..<3).map { task.phase(step: $0) } == [.autoencoder, .sequence, .endToEnd])
                func moved(_ step: Int) throws -> Set<String> {
                    task.parameters.train()
                    try task.loss(step: step).total.backward()
                    let names = try task.parameters.entries.filter { try $0.1.gradient() != nil }.map(\.0)
                    try AdamW(task.parameters.trained).clearGradients()
                    return Set(names.map { String($0.prefix { $0 != "." }) })
                }
                #expect(try moved(0) == ["encoder", "decoder"])
                #expect(try moved(1) == ["sequence_generator"])
                #expect(try moved(2) == ["sequence_generator", "decoder", "timbres"])
                #expect(try task.validate().map(\.name) == ["notes", "autoencoder", "embeddings"])
            }
        }

        /// A few steps bring the loss of the notes down, by either loss.
        @Test(arguments: ["spectral", "wave"]) func trainingLearns(_ loss: String) throws {
            try withFolder { folder in
                try TinyNotes.write(to: folder)
                var run = try decoded(SINGRun.self, singJSON(steps: 30, loss: loss))
                run.autoencoderSteps = 0
                run.sequenceSteps = 0
                let task = try SINGTask(run, library: NoteLibrary(folder), device: .cpu)
                task.parameters.train()
                let optimizer = AdamW(task.parameters.trained)
                var losses: [Float] = []
                for _ in 0..<30 {
                    // always the same batch
                    let total = try task.loss(step: 0).total
                    losses.append(try total.item())
                    try total.backward()
                    try optimizer.clipGradients(1)
                    try optimizer.step(rate: 0.0005)
                    try optimizer.clearGradients()
                }
                let (first, last) = (try #require(losses.first), try #require(losses.last))
                #expect(last < 0.8 * first, "\(losses)")
            }
        }

        @Test func recipesThatCannotWorkAreRefused() throws {
            func problem(_ change: (inout SINGRun) -> Void) throws -> String? {
                var run = try decoded(SINGRun.self, singJSON())
                change(&run)
                return run.problem
            }
            #expect(try problem { $0.excerpt = 4 }?.hasPrefix("excerpt is 4") == true)
            #expect(try problem { $0.truncation = 0 }?.hasPrefix("truncation is 0") == true)
            #expect(try problem { $0.gain = 0 }?.hasPrefix("gain is 0") == true)
            #expect(try problem { $0.velocityExponent = 9 }?.hasPrefix("velocityExponent is 9") == true)
        }
    }
}
