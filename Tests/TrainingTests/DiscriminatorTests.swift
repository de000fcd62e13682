import Signal
import Tensors
import Testing
import Training

@Suite struct DiscriminatorTests {
    private func noise(_ count: Int, batch: Int = 2) -> Tensor {
        var generator = SeededGenerator(seed: 9)
        return Tensor(generator.normals(batch * count), shape: [batch, count])
    }

    /// Rows of a period: 1000 samples are 334 of 3; strides of 3 leave 112, then 38, then the last layers keep them.
    @Test func aPeriodDiscriminatorLooksAtEachPhaseOfItsPeriod() throws {
        let discriminator = PeriodDiscriminator(try ParameterStore(seed: 1).root, period: 3, channels: [4, 6, 8])
        let judgement = discriminator(noise(1000))
        #expect(judgement.features.map(\.shape) == [[6, 4, 112], [6, 6, 38], [6, 8, 38]])
        #expect(judgement.score.shape == [6, 1, 38])
    }

    /// A score depends on samples of one phase of the period alone.
    @Test func aPeriodDiscriminatorSeesEveryPthSample() throws {
        let discriminator = PeriodDiscriminator(try ParameterStore(seed: 1).root, period: 5, channels: [4, 4])
        let samples = noise(400, batch: 1).requiringGradient()
        try discriminator(samples).score.narrowed(0, from: 2, length: 1).sum().backward()
        let gradient = try #require(try samples.gradient()).floats()
        #expect(gradient.indices.allSatisfy { gradient[$0] == 0 || $0 % 5 == 2 })
        #expect(gradient.filter { $0 != 0 }.count > 60)
    }

    /// 2048 samples are 13 frames of 512 with 257 bins, halved by each layer.
    @Test func aResolutionDiscriminatorHalvesTheBins() throws {
        let discriminator = ResolutionDiscriminator(try ParameterStore(seed: 1).root, window: 512, channels: [3, 5])
        let judgement = discriminator(noise(2048))
        #expect(judgement.features.map(\.shape) == [[2, 3, 13, 129], [2, 5, 13, 65]])
        #expect(judgement.score.shape == [2, 1, 13, 65])
    }

    @Test func allDiscriminatorsTeachSoundAndLearn() throws {
        let store = try ParameterStore(seed: 2)
        let discriminators = Discriminators(
            store.root,
            DiscriminatorConfiguration(
                periods: [2, 3], periodChannels: [4, 4], windows: [256, 512], windowChannels: [3, 3], weight: 1,
                featureWeight: 1))
        try store.verify()
        store.train()
        for part in 0..<4 {
            let samples = noise(1024).requiringGradient()
            try discriminators(samples)[part].score.sum().backward()
            let gradient = try #require(try samples.gradient()).floats()
            #expect(gradient.allSatisfy { $0.isFinite } && gradient.contains { $0 != 0 })
        }
        for tensor in store.trained {
            #expect(try #require(try tensor.gradient()).floats().contains { $0 != 0 })
        }
    }
}
