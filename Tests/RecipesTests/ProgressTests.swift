import Recipes
import Testing

@Suite struct ProgressTests {
    private func fraction(
        _ stage: TakeProgress.Stage, _ section: Int, _ sections: Int, _ step: Int, _ steps: Int
    ) -> Double {
        TakeProgress(stage: stage, section: section, sections: sections, step: step, steps: steps).fraction
    }

    @Test func theFractionCountsStepsOfSections() {
        #expect(fraction(.listen, 1, 1, 0, 1) == 0)
        #expect(fraction(.denoise, 1, 2, 6, 12) == 0.25)
        #expect(fraction(.denoise, 2, 2, 3, 12) == 0.625)
        #expect(fraction(.denoise, 2, 2, 12, 12) == 1)
        #expect(fraction(.vocode, 4, 4, 12, 12) == 1)
        #expect(fraction(.denoise, 1, 0, 0, 0) == 0)
    }
}
