import Codecs
import Foundation
import Signal
import Tensors
import Testing

@Suite struct VocosLoadingTests {
    private func mel(frames: Int) -> [Float] {
        var generator = SeededGenerator(seed: 5)
        return generator.normals(frames * 100).map { $0 * 2 - 4 }
    }

    @Test func piecesGiveTheSamplesOfTheWhole() throws {
        let frames = 2 * 1024 + 77
        let vocos = try Vocos(ParameterStore(seed: 3).root, tinyVocos())
        let values = mel(frames: frames)
        var shares: [Double] = []
        let pieces = try vocos.samples(values, frames: frames) { shares.append($0) }
        let whole = try Engine.withGradients(false) { vocos(Tensor(values, shape: [1, frames, 100])) }.floats()
        #expect(pieces.count == frames * 256)
        let loudest = whole.map { abs($0) }.max() ?? 0
        #expect(loudest > 0.01)
        let worst = zip(pieces, whole).map { abs($0 - $1) }.max() ?? 1
        #expect(worst < 1e-5 * max(loudest, 1))
        let wanted = [1024, 2048, 2125].map { Double($0) / 2125 }
        #expect(shares == wanted)
    }

    @Test func aCancelledJobStopsAfterThePiece() throws {
        struct Stop: Error {}
        let vocos = try Vocos(ParameterStore(seed: 3).root, tinyVocos())
        var pieces = 0
        #expect(throws: Stop.self) {
            try vocos.samples(mel(frames: 3000), frames: 3000) { _ in
                pieces += 1
                throw Stop()
            }
        }
        #expect(pieces == 1)
        #expect(try vocos.samples([], frames: 0).isEmpty)
    }

    @Test func aCheckpointGivesTheSameVocoder() throws {
        let store = try ParameterStore(seed: 4)
        let vocos = Vocos(store.root, tinyVocos())
        let configuration = String(decoding: try JSONEncoder().encode(tinyVocos()), as: UTF8.self)
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("vocos-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: url) }
        func write(_ entries: [(String, Tensor)], _ metadata: [String: String]) throws -> Checkpoint {
            try CheckpointWriter.write(entries, metadata: metadata, to: url)
            return try Checkpoint(contentsOf: url)
        }
        let whole = ["configuration": configuration]
        let loaded = try Vocos(write(store.entries, whole))
        #expect(loaded.configuration == tinyVocos())
        let values = mel(frames: 9)
        #expect(try loaded.samples(values, frames: 9) == vocos.samples(values, frames: 9))
        let missing = ParameterMismatch(
            key: "backbone.embed.weight", expected: store.entries[0].1.shape, found: nil)
        #expect(throws: CheckpointError.misfit(path: url.path, [missing])) {
            try Vocos(write(Array(store.entries.dropFirst()), whole))
        }
        let stray = ParameterMismatch(key: "stray", expected: nil, found: [1])
        #expect(throws: CheckpointError.misfit(path: url.path, [stray])) {
            try Vocos(write(store.entries + [("stray", .zeros([1]))], whole))
        }
        #expect(throws: CheckpointError.self) { try Vocos(write(store.entries, [:])) }
        #expect(throws: CheckpointError.self) { try Vocos(write(store.entries, ["configuration": "{}"])) }
    }
}
