/// What a system is doing.
public struct TakeProgress: Sendable, Equatable {
    public var phase: Phase
    /// From 1.
    public var section: Int
    public var sections: Int
    /// From 1, in the section.
    public var step: Int
    public var steps: Int

    public init(phase: Phase, section: Int, sections: Int, step: Int, steps: Int) {
        self.phase = phase
        self.section = section
        self.sections = sections
        self.step = step
        self.steps = steps
    }

    /// Share of the whole take that is done, 0...1.
    public var fraction: Double {
        guard phase != .listen else { return 0 }
        let done = Double(section - 1) + Double(step) / Double(max(steps, 1))
        return min(max(done / Double(max(sections, 1)), 0), 1)
    }
}
