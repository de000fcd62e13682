import Generation
import Testing

@Suite struct SectionRunnerTests {
    /// Numbers of units, as a section saw them.
    private struct Numbers: SectionContent, Equatable {
        var values: [Int]

        func slice(_ units: Range<Int>) -> Numbers { Numbers(values: Array(values[units])) }
    }

    private struct Stop: Error {}

    /// Every unit once and in order; a section begins with what the one before decided, also where the last one is moved back.
    @Test(arguments: [1, 4, 10, 11, 17, 40, 101]) func everyUnitIsMadeOnce(units: Int) throws {
        let plan = SectionPlan(frames: units, length: 10, overlap: 4, unit: 1)
        var made: [Int] = []
        var sections: [SectionRunner<Numbers>.Section] = []
        try SectionRunner<Numbers>(plan).run { section, opening in
            let all = Array(section.units)
            #expect((opening == nil) == (section.index == 0))
            if let opening { #expect(opening.values == Array(all.prefix(plan.overlap(of: section.index)))) }
            return Numbers(values: all)
        } handle: { section, final in
            sections.append(section)
            made += final.values
        }
        #expect(made == Array(0..<plan.frameCount))
        #expect(sections.map(\.units) == plan.sections && sections.map(\.isLast).filter { $0 }.count == 1)
        #expect(sections.last?.isLast == true && sections.map(\.index) == Array(plan.sections.indices))
    }

    /// What was decided is what the section before says, not what this one makes of it: its own opening is final.
    @Test func anOpeningComesFromTheSectionBefore() throws {
        let plan = SectionPlan(frames: 16, length: 10, overlap: 4, unit: 1)
        var openings: [[Int]] = [], finals: [[Int]] = []
        try SectionRunner<Numbers>(plan).run { section, opening in
            openings.append(opening?.values ?? [])
            return Numbers(values: section.units.map { $0 + 100 * section.index })
        } handle: { _, final in
            finals.append(final.values)
        }
        #expect(openings == [[], [6, 7, 8, 9]])
        #expect(finals == [[0, 1, 2, 3, 4, 5], (6..<16).map { $0 + 100 }])
    }

    @Test func whatThrowsEndsTheWork() {
        let plan = SectionPlan(frames: 40, length: 10, overlap: 4, unit: 1)
        var made = 0, handled = 0
        #expect(throws: Stop.self) {
            try SectionRunner<Numbers>(plan).run { section, _ in
                made += 1
                if section.index == 2 { throw Stop() }
                return Numbers(values: Array(section.units))
            } handle: { _, _ in
                handled += 1
            }
        }
        #expect(made == 3 && handled == 2)
    }
}
