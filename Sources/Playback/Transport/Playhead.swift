import Signal

/// Where playback is and how it goes on: standing, counting in or moving through the song, around a loop, to the end.
package struct Playhead: Sendable, Equatable {
    package enum Motion: Sendable, Equatable {
        case standing
        /// So many frames before it moves.
        case countingIn(Int)
        case moving
    }

    /// Frames that follow one another in the song and in the output.
    package struct Span: Equatable {
        /// Of the song; of the count-in (negative) while counting in.
        package var first: Int
        package var count: Int
        package var motion: Motion

        package init(first: Int, count: Int, motion: Motion) {
            self.first = first
            self.count = count
            self.motion = motion
        }
    }

    /// Frame of the song that comes next.
    package var position = 0
    package var motion = Motion.standing

    /// Goes on by at most so many frames.
    /// - Parameters:
    ///   - song: its frames; at their end it stops.
    ///   - loop: where its end is reached it goes back to its beginning. One that lies behind is passed by.
    /// - Returns: the frames that it went over, never empty.
    mutating func advance(by limit: Int, song: Range<Int>, loop: Range<Int>?) -> Span {
        let end = song.upperBound
        switch motion {
        case .standing: return Span(first: position, count: limit, motion: .standing)
        case .countingIn(let frames):
            let count = min(frames, limit)
            let rest = frames - count
            motion = rest > 0 ? .countingIn(rest) : .moving
            return Span(first: -frames, count: count, motion: .countingIn(frames))
        case .moving:
            let turn = loop.map { $0.clamped(to: song) }.flatMap {
                $0.isEmpty || position >= $0.upperBound ? nil : $0
            }
            let count = min(limit, (turn?.upperBound ?? end) - position)
            guard count > 0 else {
                motion = .standing
                return Span(first: position, count: limit, motion: .standing)
            }
            let span = Span(first: position, count: count, motion: .moving)
            position += count
            if let turn, position == turn.upperBound { position = turn.lowerBound }
            if turn == nil, position == end { motion = .standing }
            return span
        }
    }
}
