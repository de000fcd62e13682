import Signal

/// One continuous history of sound: a mix and clicks along a playhead. Without a mix it is silent and has no end.
package struct Voice: Sendable {
    typealias Samples = UnsafeMutableBufferPointer<Float>

    var renderer: MixRenderer?
    var click: ClickTrack?
    var countIn: ClickTrack?
    var loop: Range<Int>?
    package var playhead = Playhead()

    package var isMoving: Bool { playhead.motion != .standing }

    /// Frames of the song, which may begin before 0; more than ever pass where there is none.
    var song: Range<Int> { renderer?.plan.frames ?? 0..<Int.max / 2 }

    /// Writes the next frames, as many as the buffers hold.
    /// - Parameter mixed: sees each span's mix before clicks are added to it, and what rendered it; a copy kept from
    ///   block to block would make the renderer's memory be copied as well.
    mutating func render(
        left: Samples, right: Samples, metronome: Metronome,
        mixed: (Playhead.Span, _ left: Samples, _ right: Samples, MixRenderer?) -> Void
    ) {
        var done = 0
        while done < left.count {
            let span = playhead.advance(by: left.count - done, song: song, loop: loop)
            let left = Samples(rebasing: left[done..<done + span.count])
            let right = Samples(rebasing: right[done..<done + span.count])
            done += span.count
            if span.motion == .moving, renderer != nil {
                renderer?.render(from: span.first, left: left, right: right)
            } else {
                left.update(repeating: 0)
                right.update(repeating: 0)
            }
            mixed(span, left, right, renderer)
            let clicks =
                switch span.motion {
                case .standing: nil as ClickTrack?
                case .countingIn: countIn
                case .moving: click
                }
            if let clicks { metronome.add(clicks, from: span.first, left: left, right: right) }
        }
    }
}
