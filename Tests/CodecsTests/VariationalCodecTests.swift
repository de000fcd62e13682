import Codecs
import Foundation
import Signal
import Tensors
import Testing

@Suite struct VariationalCodecTests {
    private let sizes = VariationalCodecSizes(
        bands: 12, width: 8, hidden: 16, outerBlocks: 1, innerBlocks: 1, latent: 5, pitches: 40..<52)

    private func codec() throws -> VariationalCodec { VariationalCodec(try ParameterStore(seed: 1).root, sizes) }

    private func mel(_ seed: UInt64 = 1) -> Tensor {
        var random = SeededGenerator(seed: seed)
        return Tensor(random.normals(2 * 8 * 12).map { $0 - 4 }, shape: [2, 8, 12])
    }

    @Test func aMelBecomesHalfAsManyLatentsAndAMelAgain() throws {
        let codec = try codec()
        let latents = codec.encode(mel())
        #expect(latents.shape == [2, 4, 5])
        #expect(try latents.abs().maximum().item() <= 1)
        let made = codec.decode(latents)
        #expect(made.mel.shape == [2, 8, 12] && made.pitches?.shape == [2, 4, 12])
    }

    /// The divergence is 0 for the standard normal distribution alone, and grows with mean and spread.
    @Test func divergenceIsThatOfANormalDistribution() throws {
        func divergence(_ mean: Float, _ logVariance: Float) throws -> Float {
            try VariationalCodec.Posterior(
                mean: Tensor([mean], shape: [1, 1, 1]), logVariance: Tensor([logVariance], shape: [1, 1, 1])
            ).divergence.item()
        }
        #expect(try abs(divergence(0, 0)) < 1e-6)
        #expect(try abs(divergence(2, 0) - 2) < 1e-5)
        // (s^2 - ln s^2 - 1) / 2
        #expect(try abs(divergence(0, 1) - Float((M_E - 2) / 2)) < 1e-5)
    }

    /// A third of what is drawn, and no more than 1 (appendix B.1).
    @Test func latentsAreClamped() throws {
        let posterior = VariationalCodec.Posterior(
            mean: Tensor([0.6, 9], shape: [1, 1, 2]), logVariance: Tensor([0, 0], shape: [1, 1, 2]))
        let middle = try posterior.latents.floats()
        #expect(abs(middle[0] - 0.2) < 1e-6 && middle[1] == 1)
        let drawn = try posterior.latents(Tensor([1.5, 1], shape: [1, 1, 2])).floats()
        #expect(abs(drawn[0] - 0.7) < 1e-6 && drawn[1] == 1)
    }

    @Test func numbersThatMakeNoCodecAreNamed() {
        var other = sizes
        other.latent = 0
        #expect(other.problem?.contains("latent") == true && sizes.problem == nil)
        other = sizes
        other.pitches = 100..<200
        #expect(other.problem?.contains("pitches") == true)
    }

    /// The published layout: 250 latents of 16 numbers a second at 24 kHz, about 40 and 60 M parameters in the paper.
    @Test func thePublishedLayoutKeepsTime() throws {
        #expect(PublishedVariationalCodecSizes.paper.hop == 96)
        let small = PublishedVariationalCodecSizes(
            downsampling: [2, 3], encoderKernels: [5, 7], encoderChannels: [4, 6], upsampling: [3, 2],
            decoderKernels: [5, 7], decoderChannels: [6, 4], residualKernels: [3, 5], dilations: [1, 3], latent: 3)
        let codec = PublishedVariationalCodec(try ParameterStore(seed: 2).root, small)
        var random = SeededGenerator(seed: 3)
        let latents = codec.posterior(Tensor(random.normals(2 * 60), shape: [2, 1, 60])).latents
        #expect(latents.shape == [2, 10, 3])
        let samples = codec.samples(latents)
        #expect(samples.shape == [2, 1, 60])
        #expect(try samples.abs().maximum().item() <= 1)
    }
}
