import Conditions
import Foundation
import Music
import Networks
import Signal
import StemGen
import Tensors
import Testing

@Suite struct StemDecoderTests {
    private static let quantizer = ResidualVectorQuantizer.Sizes(levels: 3, codes: 12, width: 4)
    private static let tokens = 20

    private static func model() throws -> CompactStemGen {
        let store = try ParameterStore(seed: 5)
        let quantizer = ResidualVectorQuantizer(store.root["codec"], quantizer)
        return CompactStemGen(
            store.root["model"],
            CompactStemGenSizes(
                quantizer: Self.quantizer, priorWidth: 16, priorBlocks: 1, width: 16, blocks: 1, headSize: 8, kernel: 3,
                expansion: 2), quantizer: quantizer)
    }

    private static func input() throws -> StemInput {
        let noise = try RandomGenerator(seed: 1)
        return StemInput(
            context: .normal([1, tokens, 4], generator: noise),
            contextCodes: (0..<3).map { level in Tensor((0..<tokens).map { ($0 + level) % 12 }, shape: [1, tokens]) },
            sheet: .uniform([1, tokens, TokenSheet.count], generator: noise), instruments: [.bass],
            given: [Set(StemSource.allCases)])
    }

    private static let decoder = StemDecoder(
        steps: [5, 3, 2], rank: .paper,
        guidance: SourceGuidance([
            .init([.mix], weight: 1.5), .init([.instrument], weight: 1), .init([.chords, .beats], weight: 2),
        ]))

    @Test func theSameSeedMakesTheSameTokens() throws {
        let (model, input) = (try Self.model(), try Self.input())
        func made(_ seed: UInt64) throws -> [[Int]] {
            var generator = SeededGenerator(seed: seed)
            return try Self.decoder.decode(
                model, input, given: GivenTokens(levels: 3, tokens: Self.tokens), generator: &generator)
        }
        #expect(try made(3) == made(3))
        #expect(try made(3) != made(4))
        #expect(try made(3).allSatisfy { $0.count == Self.tokens && $0.allSatisfy((0..<12).contains) })
    }

    @Test func givenTokensStay() throws {
        let known = (0..<3).map { level in (0..<Self.tokens).map { ($0 * 7 + level) % 12 } }
        let given = GivenTokens(codes: known, isMasked: .init(repeating: true, count: Self.tokens)).masking(6..<11)
        var generator = SeededGenerator(seed: 3)
        let made = try Self.decoder.decode(try Self.model(), try Self.input(), given: given, generator: &generator)
        for (made, known) in zip(made, known) {
            for index in 0..<Self.tokens where !(6..<11).contains(index) { #expect(made[index] == known[index]) }
        }
        #expect(made != known)
        // with nothing to make, all stays and every step is noted
        var steps = 0
        let all = try Self.decoder.decode(
            try Self.model(), try Self.input(), given: given.masking(0..<0), generator: &generator
        ) { steps = $0 }
        #expect(all == known)
        #expect(steps == Self.decoder.stepCount)
    }

    @Test func everyStepIsNotedAndMayStop() throws {
        struct Stop: Error {}
        var generator = SeededGenerator(seed: 3)
        var steps: [Int] = []
        #expect(throws: Stop.self) {
            _ = try Self.decoder.decode(
                try Self.model(), try Self.input(), given: GivenTokens(levels: 3, tokens: Self.tokens),
                generator: &generator
            ) {
                steps.append($0)
                if $0 == 4 { throw Stop() }
            }
        }
        #expect(steps == [1, 2, 3, 4])
    }

    /// Says how large its batches are, and which of its tokens it is shown.
    private final class Watching: StemTransformer, @unchecked Sendable {
        let levels = 3
        let codes = 12
        private(set) var batches: [Int] = []
        private(set) var visible: [[Float]] = []

        func context(_ input: StemInput) -> Int { input.context.size(0) }

        func logits(level: Int, target: [Tensor], visible: [Tensor], context: Int) -> Tensor {
            batches.append(target[level].size(0))
            self.visible.append(visible.map { (try? $0.narrowed(0, from: 0, length: 1).sum().item()) ?? -1 })
            return .zeros([context, target[level].size(1), codes])
        }
    }

    @Test func allPassesOfAStepAreOneBatch() throws {
        let model = Watching()
        var generator = SeededGenerator(seed: 3)
        _ = try Self.decoder.decode(
            model, try Self.input(), given: GivenTokens(levels: 3, tokens: Self.tokens), generator: &generator)
        // three sources and none
        #expect(model.batches == .init(repeating: 4, count: 10))
        // coarser levels are seen wholly, finer ones not at all, the level as the cosine has it
        let masked = (0..<5).map { UnmaskingSchedule.masked(after: $0, of: 5, tokens: Self.tokens) }
        #expect(model.visible.prefix(5).map { $0[0] } == masked.map { Float(Self.tokens - $0) })
        #expect(model.visible.prefix(5).allSatisfy { $0[1] == 0 && $0[2] == 0 })
        #expect(model.visible.dropFirst(5).allSatisfy { $0[0] == Float(Self.tokens) })
        #expect(model.visible.dropFirst(5).prefix(3).allSatisfy { $0[2] == 0 })
    }

    @Test func weightsOfOneInSumNeedNoUnconditionalPass() throws {
        let guidance = SourceGuidance([.init([.mix], weight: 0.4), .init([.chords], weight: 0.6)], base: [.style])
        #expect(guidance.passes == [[.mix, .style], [.chords, .style]])
        #expect(SourceGuidance([.init([.mix], weight: 2)]).passes == [[.mix], []])
        #expect(SourceGuidance([], base: [.mix]).passes == [[.mix]])
        // of equal passes nothing comes but what each says
        let logits = Tensor.normal([2, 5, 12], generator: try RandomGenerator(seed: 2))
        let twice = Tensor.concatenated([logits, logits], dimension: 0)
        let guided = SourceGuidance([.init([.mix], weight: 3)])(twice)
        #expect(try (guided - logits.logSoftmax()).abs().maximum().item() < 1e-4)
    }

    @Test func withheldSourcesAreNotHeard() throws {
        let (model, input) = (try Self.model(), try Self.input())
        let target = (0..<3).map { _ in Tensor([Int](repeating: 0, count: Self.tokens), shape: [1, Self.tokens]) }
        let visible = (0..<3).map { _ in Tensor.zeros([1, Self.tokens, 1]) }
        func mu(_ input: StemInput, _ set: Set<StemSource>) throws -> [Float] {
            try model.context(input.branches([set])).mu.floats()
        }
        var other = input
        other.context = input.context * 3 + 1
        other.sheet = input.sheet * 0.5
        #expect(try mu(input, [.instrument]) == mu(other, [.instrument]))
        #expect(try mu(input, [.mix]) != mu(other, [.mix]))
        #expect(try mu(input, [.chords]) != mu(other, [.chords]))
        #expect(
            model.logits(level: 0, target: target, visible: visible, context: model.context(input)).shape
                == [1, Self.tokens, 12])
    }

    @Test func variationMasksAShareInRuns() {
        var generator = SeededGenerator(seed: 3)
        let given = GivenTokens(levels: 1, tokens: 2400)
        let strengths = (0..<2400).map { $0 < 600 ? 0 : $0 < 1800 ? 0.4 : 1 }
        let masked = given.masking(strengths: strengths, run: 12, generator: &generator).isMasked
        #expect(!masked[..<600].contains(true) && !masked[1800...].contains(false))
        let share = Double(masked[600..<1800].filter { $0 }.count) / 1200
        #expect((0.25..<0.55).contains(share))
        for start in stride(from: 600, to: 1800, by: 12) { #expect(Set(masked[start..<(start + 12)]).count == 1) }
    }

    @Test func windowsBeginWithWhatIsKnown() {
        let all = GivenTokens(codes: [Array(0..<10)], isMasked: .init(repeating: true, count: 10))
        let window = all.slice(4..<9).opening(with: [[7, 8]])
        #expect(window.codes == [[7, 8, 6, 7, 8]])
        #expect(window.isMasked == [false, false, true, true, true])
    }

    @Test func thePublishedModelHasAQuarterOfABillionParametersAndDecodes() throws {
        let outline = try ParameterStore.outline()
        _ = PublishedStemGen(outline.root, .paper)
        #expect((240_000_000..<280_000_000).contains(outline.parameterCount))
        let small = PublishedStemGenSizes(quantizer: Self.quantizer, width: 16, heads: 2, layers: 2, instruments: 7)
        let model = PublishedStemGen(try ParameterStore(seed: 1).root, small)
        var decoder = StemDecoder.paper
        decoder.steps = [4, 2, 1]
        var generator = SeededGenerator(seed: 1)
        let made = try decoder.decode(
            model, try Self.input(), given: GivenTokens(levels: 3, tokens: Self.tokens), generator: &generator)
        #expect(made.allSatisfy { $0.count == Self.tokens })
    }
}
