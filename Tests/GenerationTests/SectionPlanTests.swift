import Generation
import Testing

@Suite struct SectionPlanTests {
    @Test func aShortSongIsOneSection() {
        for (frames, wanted) in [(0, 4), (1, 4), (4, 4), (5, 8), (935, 936), (936, 936)] {
            let plan = SectionPlan(frames: frames, length: 936, overlap: 188, unit: 4)
            #expect(plan.frameCount == wanted)
            #expect(plan.sections == [0..<wanted])
            #expect(plan.overlap(of: 0) == 0)
        }
    }

    @Test func aLongSongIsCutByTheLengthWithoutTheOverlap() {
        let plan = SectionPlan(frames: 2 * 748 + 936, length: 936, overlap: 188, unit: 4)
        #expect(plan.sections == [0..<936, 748..<1684, 1496..<2432])
        #expect((0..<3).map(plan.overlap) == [0, 188, 188])
        // one frame more: the last section is as long as the others and overlaps more
        let longer = SectionPlan(frames: 2 * 748 + 937, length: 936, overlap: 188, unit: 4)
        #expect(longer.sections.last == 1500..<2436)
        #expect(longer.sections.count == 4)
        #expect(longer.overlap(of: 3) == 932)
    }

    /// 10 s are 940 frames: a second section for four of them would take as long again.
    @Test func aFewFramesMoreAreNoSection() {
        func plan(_ frames: Int) -> [Range<Int>] {
            SectionPlan(frames: frames, length: 936, overlap: 188, unit: 4, slack: 24).sections
        }
        #expect(plan(100) == [0..<100])
        #expect(plan(938) == [0..<940])
        #expect(plan(960) == [0..<960])
        #expect(plan(961) == [0..<936, 28..<964])
        #expect(plan(748 + 950) == [0..<936, 748..<1700])
    }

    /// Sections of the wanted length on whole units; what each keeps, put together, is every frame once.
    @Test(arguments: [(936, 188, 4), (16, 4, 4), (12, 0, 3), (40, 36, 2), (5, 4, 1)])
    func sectionsCoverEveryFrameOnce(length: Int, overlap: Int, unit: Int) {
        for frames in Array(0..<80) + [500, 935, 937, 1683, 1685, 3001, 10_000] {
            let plan = SectionPlan(frames: frames, length: length, overlap: overlap, unit: unit)
            #expect(plan.frameCount % unit == 0)
            #expect(plan.frameCount >= frames && plan.frameCount < max(frames, 1) + unit)
            #expect(plan.sections.first?.lowerBound == 0)
            #expect(plan.sections.last?.upperBound == plan.frameCount)
            var kept = 0
            for (index, section) in plan.sections.enumerated() {
                #expect(section.lowerBound % unit == 0 && section.upperBound % unit == 0)
                #expect(section.count == min(length, plan.frameCount))
                if index > 0 {
                    #expect(plan.overlap(of: index) >= overlap && plan.overlap(of: index) < length)
                    #expect(section.lowerBound > plan.sections[index - 1].lowerBound)
                }
                #expect(section.lowerBound == kept)
                let next = index + 1 < plan.sections.count ? plan.overlap(of: index + 1) : 0
                kept += section.count - next
            }
            #expect(kept == plan.frameCount)
        }
    }
}
