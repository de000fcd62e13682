import Codecs
import Foundation
import Networks
import Signal
import Tensors
import Testing

@Suite struct TokenCodecTests {
    private let sizes = TokenCodecSizes(
        bands: 6, width: 8, hidden: 16, outerBlocks: 1, innerBlocks: 1,
        quantizer: ResidualVectorQuantizer.Sizes(levels: 3, codes: 16, width: 4))

    private func mel(_ frames: Int) throws -> Tensor {
        let noise = try RandomGenerator(seed: 3)
        return Tensor.normal([2, frames, 6], generator: noise) - 4
    }

    @Test func twoFramesAreOneToken() throws {
        let codec = TokenCodec(try ParameterStore(seed: 1).root, sizes)
        let codes = codec.encode(try mel(10))
        #expect(codes.map(\.shape) == [[2, 5], [2, 5], [2, 5]])
        #expect(codec.decode(codes).shape == [2, 10, 6])
        #expect(codec.decode(Array(codes.prefix(1))).shape == [2, 10, 6])
    }

    @Test func weightsComeBack() throws {
        let store = try ParameterStore(seed: 1)
        let moments = FeatureMoments(mean: [-5, -4, -3, -2, -1, 0], deviation: [1, 2, 3, 1, 2, 3])
        let codec = TokenCodec(store.root, sizes, mel: moments)
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("codec-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        let configuration = String(decoding: try JSONEncoder().encode(sizes), as: UTF8.self)
        try CheckpointWriter.write(store.entries, metadata: ["configuration": configuration], to: file)
        let again = try TokenCodec(Checkpoint(contentsOf: file))
        let mel = try mel(8)
        #expect(again.sizes == sizes)
        #expect(try again.encode(mel).map { try $0.integers() } == codec.encode(mel).map { try $0.integers() })
        #expect(
            try again.decode(again.encode(mel)).floats() == codec.decode(codec.encode(mel)).floats())
    }

    /// A decoder that is told more goes on from one that is told nothing: same tokens, same Mel at first.
    @Test func conditionsBeginWithoutEffect() throws {
        let plain = try ParameterStore(seed: 1)
        let codec = TokenCodec(plain.root, sizes)
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("codec-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try CheckpointWriter.write(plain.entries, metadata: [:], to: file)
        var told = sizes
        (told.conditions, told.pitches) = (5, 40..<50)
        let store = try ParameterStore(seed: 2)
        let other = TokenCodec(store.root, told)
        let fresh = try store.start(from: Checkpoint(contentsOf: file))
        #expect(
            Set(fresh) == [
                "decoder.condition.weight", "decoder.pitches.weight", "decoder.pitches.bias", "decoder.voicing.weight",
            ])
        let codes = codec.encode(try mel(8))
        #expect(try other.encode(mel(8)).map { try $0.integers() } == codes.map { try $0.integers() })
        let made = other.decode(codes, conditions: Tensor.ones([2, 4, 5]))
        #expect(try made.mel.floats() == codec.decode(codes).floats())
        #expect(made.pitches?.shape == [2, 4, 10] && codec.decode(codes, conditions: nil).pitches == nil)
    }

    @Test func sizesAreChecked() {
        var wrong = sizes
        wrong.pitches = 120..<140
        #expect(wrong.problem?.contains("pitches") == true && sizes.problem == nil)
        wrong = sizes
        wrong.conditions = 0
        #expect(wrong.problem?.contains("conditions") == true)
    }

    @Test func nothingIsQuieterThanTheFloor() throws {
        let codec = TokenCodec(try ParameterStore(seed: 1).root, sizes)
        let silence = Tensor.full([1, 4, 6], Double(MelFrontEnd.logFloor))
        #expect(
            try codec.encode(silence - 2).map { try $0.integers() } == codec.encode(silence).map { try $0.integers() })
    }
}
