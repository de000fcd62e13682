/// What sections are made of: frames, tokens, bars.
public protocol SectionContent {
    /// - Parameter units: frames, tokens, bars, counted from the first one of this content.
    func slice(_ units: Range<Int>) -> Self
}

/// Makes content section after section, each from the end of the one before; knows no system. What it keeps does not grow
/// with the song.
public struct SectionRunner<Content: SectionContent> {
    public let plan: SectionPlan

    public init(_ plan: SectionPlan) { self.plan = plan }

    /// A section that is made.
    public struct Section: Sendable, Equatable {
        public let index: Int
        /// Units of the plan.
        public let units: Range<Int>
        public let isLast: Bool
    }

    /// - Parameters:
    ///   - make: makes the whole content of a section; it gets what the section before decided of the first units, nil for
    ///     the first section.
    ///   - handle: gets the content of the units that are final with a section and were not before.
    /// - Throws: what both throw.
    public func run(
        make: (_ section: Section, _ opening: Content?) throws -> Content,
        handle: (_ section: Section, _ final: Content) throws -> Void
    ) throws {
        var previous: Content?
        for (index, units) in plan.sections.enumerated() {
            let section = Section(index: index, units: units, isLast: index + 1 == plan.sections.count)
            let before = index > 0 ? plan.sections[index - 1].count : 0
            let opening = previous.map { $0.slice((before - plan.overlap(of: index))..<before) }
            let made = try make(section, opening)
            let final = section.isLast ? units.count : units.count - plan.overlap(of: index + 1)
            try handle(section, made.slice(0..<final))
            previous = made
        }
    }
}
