/// Remembers which frames of the song stand where in the output, so that it can be said what is heard now.
package struct OutputHistory: Sendable {
    /// Spans that are remembered; those that follow on from each other count as one.
    private static let limit = 512

    private struct Entry {
        /// Frame of the output.
        var start: Int
        var span: Playhead.Span
    }

    private var entries = [Entry]()
    /// Frames of the output so far.
    package private(set) var written = 0

    package init() {}

    package mutating func append(_ span: Playhead.Span) {
        defer { written += span.count }
        if let last = entries.last, Self.follows(span, last.span) {
            entries[entries.count - 1].span.count += span.count
            return
        }
        // Half of them at a time, so that this is rare.
        if entries.count == Self.limit { entries.removeFirst(Self.limit / 2) }
        entries.append(Entry(start: written, span: span))
    }

    private static func follows(_ span: Playhead.Span, _ last: Playhead.Span) -> Bool {
        switch (last.motion, span.motion) {
        case (.standing, .standing): span.first == last.first
        case (.moving, .moving), (.countingIn, .countingIn): span.first == last.first + last.count
        default: false
        }
    }

    /// What stands at a frame of the output: the song's frame, or the count-in's.
    package func place(at frame: Int) -> (position: Int, motion: Playhead.Motion)? {
        guard let entry = entries.last(where: { $0.start <= frame }) ?? entries.first else { return nil }
        switch entry.span.motion {
        case .standing: return (entry.span.first, .standing)
        case .moving, .countingIn:
            let offset = min(max(frame - entry.start, 0), entry.span.count)
            return (entry.span.first + offset, entry.span.motion)
        }
    }
}
