import Conditions
import Foundation
import MeLoDy
import Music
import Networks
import Signal
import Tensors
import Testing

@Suite struct SemanticModelTests {
    private let sizes = SemanticModelSizes(
        codes: 12, width: 16, heads: 2, layers: 2, promptLevels: 2, promptCodes: 5)

    private func model() throws -> SemanticModel { SemanticModel(try ParameterStore(seed: 3).root, sizes) }

    private func conditions(_ count: Int, from first: Int = 0) -> MelodyConditions {
        var features: [Float] = []
        for place in first..<(first + count) {
            features += (0..<TokenSheet.count).map { Float(sin(Double(place * 31 + $0))) }
        }
        return MelodyConditions(
            sheet: Tensor(features, shape: [1, count, TokenSheet.count]), players: [[.bass, .drums]],
            keys: [Key(tonic: PitchClass(2), mode: .major)], given: [[.beats, .chords, .key]])
    }

    /// Token by token through the caches as all at once: with a prompt, after a beginning that was heard, and without either.
    @Test(arguments: [nil, [1, 4]], [0, 1, 5])
    func sampledTokensHaveTheirTeacherForcedProbabilities(prompt: [Int]?, beginning: Int) throws {
        let model = try model()
        let tokens = [3, 0, 11, 7, 7, 2, 5, 1, 9]
        let all = try Engine.withGradients(false) {
            try model.logits(
                Tensor(tokens, shape: [1, tokens.count]),
                prompt: Tensor(prompt ?? [0, 0], shape: [1, 2]),
                hasPrompt: Tensor([prompt == nil ? Float(0) : 1], shape: [1, 1]), conditions(tokens.count))
        }
        let continuation = SemanticContinuation(
            model, reach: 32, prompt: prompt, sampler: TokenSampler(temperature: 1, seed: 1))
        continuation.hear(Array(tokens.prefix(beginning)), conditions(beginning))
        for place in beginning..<tokens.count {
            let here = Engine.withGradients(false) { model.told(conditions(1, from: place)) }
            let wanted = all.narrowed(1, from: place, length: 1).reshaped([-1])
            let difference = try Engine.withGradients(false) {
                try (continuation.logits(here).softmax() - wanted.softmax()).abs().maximum().item()
            }
            #expect(difference < 1e-5, "token \(place)")
            continuation.accept(tokens[place], here)
        }
    }

    /// However long it goes on, the caches stay as large, and what comes is drawn from what is near.
    @Test func itGoesOnPastItsReach() throws {
        let continuation = SemanticContinuation(
            try model(), reach: 8, sampler: TokenSampler(temperature: 1, topK: 6, topP: 0.9, seed: 4))
        let first = try continuation.next(conditions(30))
        #expect(first.count == 30 && first.allSatisfy((0..<12).contains) && Set(first).count > 1)
        // a pass a token, and one whenever the near past is heard anew
        #expect(continuation.passes > 30 && continuation.passes < 45)
        let again = SemanticContinuation(
            try model(), reach: 8, sampler: TokenSampler(temperature: 1, topK: 6, topP: 0.9, seed: 4))
        #expect(try again.next(conditions(30)) == first)
    }

    @Test func whatIsToldCounts() throws {
        let model = try model()
        let codes = Tensor([1, 2, 3], shape: [1, 3])
        func logits(_ given: MelodyConditions) throws -> [Float] {
            try model.logits(
                codes, prompt: Tensor([0, 0], shape: [1, 2]), hasPrompt: Tensor([Float(0)], shape: [1, 1]), given
            ).floats()
        }
        let told = try logits(conditions(3))
        #expect(try logits(conditions(3).branches([[]])) != told)
        // what isn't given is not heard: another sheet is the same
        #expect(
            try logits(conditions(3).branches([[]])) == logits(conditions(3, from: 9).branches([[]])))
    }
}
