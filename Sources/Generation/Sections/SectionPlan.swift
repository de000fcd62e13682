/// How a song of any length is cut into overlapping sections.
public struct SectionPlan: Sendable, Equatable {
    /// Frames of each section.
    public let sections: [Range<Int>]
    /// Frames, a multiple of the unit.
    public let frameCount: Int

    /// - Parameters:
    ///   - frames: of the song.
    ///   - length: of a section; a multiple of `unit`.
    ///   - overlap: of neighbours; a multiple of `unit`, shorter than `length`.
    ///   - unit: all sections begin and end on multiples of it.
    ///   - slack: by so much the last section may be longer where that saves a section for a few frames.
    public init(frames: Int, length: Int, overlap: Int, unit: Int, slack: Int = 0) {
        precondition(length % unit == 0 && overlap % unit == 0 && overlap < length && unit > 0 && slack >= 0)
        frameCount = max((frames + unit - 1) / unit, 1) * unit
        var sections: [Range<Int>] = []
        var start = 0
        while true {
            if start + length + slack >= frameCount {
                // the last section is moved back where it would be shorter than the others
                start = max(min(start, frameCount - length), 0)
                sections.append(start..<frameCount)
                break
            }
            sections.append(start..<(start + length))
            start += length - overlap
        }
        self.sections = sections
    }

    /// Frames that a section shares with those before it.
    public func overlap(of index: Int) -> Int {
        index == 0 ? 0 : sections[index - 1].upperBound - sections[index].lowerBound
    }
}
