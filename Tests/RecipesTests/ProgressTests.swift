import Recipes
import Testing

@Suite struct ProgressTests {
    private static let step = Phase("denoise", title: "denoising", pace: .step)
    private static let section = Phase("vocode", title: "rendering", pace: .section)

    private func fraction(
        _ phase: Phase, _ section: Int, _ sections: Int, _ step: Int, _ steps: Int
    ) -> Double {
        TakeProgress(phase: phase, section: section, sections: sections, step: step, steps: steps).fraction
    }

    @Test func theFractionCountsStepsOfSections() {
        #expect(fraction(.listen, 1, 1, 0, 1) == 0)
        #expect(fraction(Self.step, 1, 2, 6, 12) == 0.25)
        #expect(fraction(Self.step, 2, 2, 3, 12) == 0.625)
        #expect(fraction(Self.step, 2, 2, 12, 12) == 1)
        #expect(fraction(Self.section, 4, 4, 12, 12) == 1)
        #expect(fraction(Self.step, 1, 0, 0, 0) == 0)
    }
}
