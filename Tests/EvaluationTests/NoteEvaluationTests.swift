import Corpus
import Evaluation
import Foundation
import SING
import Tensors
import TestSupport
import Testing

/// How SING is measured, with a library of decaying sines and a model that has learned nothing.
@Suite struct NoteEvaluationTests {
    private func model(_ names: [String], in folder: URL) throws -> TrainedSING {
        var configuration = CompactConfiguration(
            instruments: names.count, pitches: 60...71, velocities: TinyNotes.velocities.count)
        configuration.sizes.hidden = 16
        configuration.sizes.channels = 16
        let store = try ParameterStore(seed: 7)
        _ = CompactSING(store.root, configuration)
        _ = PowerEncoder(besideModel: store.root, configuration)
        let description = SINGDescription(
            configuration: configuration,
            catalogue: SINGCatalogue(
                instruments: names, programs: Array(names.indices), pitches: 60...71,
                velocities: TinyNotes.velocities, gain: 16, velocityExponent: 2))
        let text = String(decoding: try JSONEncoder().encode(description), as: UTF8.self)
        let file = folder.appendingPathComponent("sing.safetensors")
        try CheckpointWriter.write(store.entries, metadata: ["configuration": text], as: .float16, to: file)
        return try TrainedSING(Checkpoint(contentsOf: file))
    }

    private func withLibrary(_ body: (URL, NoteLibrary) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("notes-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try TinyNotes.write(to: folder)
        try body(folder, NoteLibrary(folder))
    }

    /// A sine of another pitch, resampled, is nearly the note itself; what has learned nothing is far from it.
    @Test func neighboursAreNearAndAnUntrainedModelIsNot() throws {
        try withLibrary { folder, library in
            let seen = library.keys(of: .training).count
            let unseen = library.keys(of: .test).count
            try #require(seen > 3 && unseen > 0)
            let report = try NoteEvaluation(model(TinyNotes.instruments, in: folder), library: library, notes: 100)
                .report()
            #expect(report.seen.notes == seen && report.unseen.notes == unseen)
            #expect(report.seen.resampled == nil && report.seen.nearer == nil)
            let resampled = try #require(report.unseen.resampled)
            #expect(resampled < 0.2 * report.unseen.silence)
            #expect(report.unseen.model > resampled && report.unseen.nearer == 0)
            #expect(report.gap == report.unseen.model / report.seen.model - 1)
            #expect((0...1).contains(report.loudness.monotonic) && report.loudness.pairs == unseen)
            let again = try NoteEvaluation(model(TinyNotes.instruments, in: folder), library: library, notes: 100)
                .report()
            #expect(again == report)
        }
    }

    @Test func notesOfOtherInstrumentsAreRefused() throws {
        try withLibrary { folder, library in
            #expect(throws: NoteEvaluation.Problem.self) {
                _ = try NoteEvaluation(model(["Sine", "Square"], in: folder), library: library, notes: 4)
            }
        }
    }
}
