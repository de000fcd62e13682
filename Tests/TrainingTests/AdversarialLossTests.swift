import Tensors
import Testing
import Training

@Suite struct AdversarialLossTests {
    private func judgement(_ scores: [Float], _ features: [Float] = [0]) -> Judgement {
        Judgement(score: Tensor(scores), features: [Tensor(features)])
    }

    /// Real 2 and 0 cost 0 and 1, made -3 and 1 cost 0 and 2: means .5 and 1.
    @Test func discriminatorsPayForWhatTheyMistake() throws {
        let loss = AdversarialLoss.discriminators(real: [judgement([2, 0])], made: [judgement([-3, 1])])
        #expect(try loss.item() == 1.5)
        // the mean with a second one that knows all
        let both = AdversarialLoss.discriminators(
            real: [judgement([2, 0]), judgement([1])], made: [judgement([-3, 1]), judgement([-1])])
        #expect(try both.item() == 0.75)
    }

    /// Scores of 1 and more are free, -2 costs 3.
    @Test func theModelPaysForWhatSeemsMade() throws {
        #expect(try AdversarialLoss.model(made: [judgement([1, 5, -2])]).item() == 1)
    }

    @Test func featuresAreMatchedByTheirDistance() throws {
        let made = Tensor([1, 2] as [Float]).requiringGradient(), real = Tensor([0, 4] as [Float]).requiringGradient()
        let loss = AdversarialLoss.features(
            real: [Judgement(score: .zeros([1]), features: [real])],
            made: [Judgement(score: .zeros([1]), features: [made])])
        #expect(try loss.item() == 1.5)
        try loss.backward()
        #expect(try made.gradient()?.floats() == [0.5, -0.5])
        #expect(try real.gradient() == nil)
    }
}
