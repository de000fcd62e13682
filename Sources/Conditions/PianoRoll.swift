import Music

/// Which pitches sound in which frame of the Mel grid.
public struct PianoRoll: Sendable {
    /// MIDI pitches a frame, in order.
    public let frames: [[Int]]

    /// - Parameters:
    ///   - notes: seconds.
    ///   - start: of frame 0's first sample, seconds.
    public init(_ notes: [Note], frameCount: Int, from start: Double = 0) {
        var frames = [Set<Int>](repeating: [], count: frameCount)
        for note in notes {
            func frame(_ time: Double) -> Int {
                let place = (time - start - ConditionFeatures.firstCentre) / ConditionFeatures.hopSeconds
                return min(max(Int(place.rounded(.up)), 0), frameCount)
            }
            for index in frame(note.start)..<max(frame(note.end), frame(note.start)) {
                frames[index].insert(note.pitch)
            }
        }
        self.frames = frames.map { $0.sorted() }
    }

    /// Fundamentals at A = 440 Hz a frame, Hz.
    public var tones: [[Float]] {
        frames.map { $0.map { Float(Note.hertz(ofPitch: Double($0))) } }
    }

    /// 1 where a pitch sounds in the middle of a token: `[token * pitches.count + pitch]`.
    /// - Parameter stride: frames in a token.
    public func activity(of pitches: Range<Int>, stride: Int) -> [Float] {
        let tokens = frames.count / stride
        var values = [Float](repeating: 0, count: tokens * pitches.count)
        for token in 0..<tokens {
            for pitch in frames[token * stride + stride / 2] where pitches.contains(pitch) {
                values[token * pitches.count + pitch - pitches.lowerBound] = 1
            }
        }
        return values
    }
}
