import Signal

/// Notes that sound because somebody strikes them now, whatever else plays or stands.
package struct LiveNotes: Sendable {
    /// Sounds at a time; of more the oldest end.
    package static let limit = 24

    fileprivate struct Sounding {
        let note: LiveNote
        /// Frame of the note's sound that comes next.
        var position = 0.0
        /// Whether the next block is its last one.
        var isEnding = false
    }

    private var sounding: [Sounding] = []

    package init() { sounding.reserveCapacity(2 * Self.limit) }

    package var isSilent: Bool { sounding.isEmpty }

    /// Begins a sound with the next block.
    package mutating func strike(_ note: LiveNote) {
        for index in sounding.indices where sounding[index].note.key == note.key { sounding[index].isEnding = true }
        let going = sounding.indices.filter { !sounding[$0].isEnding }
        for index in going.prefix(max(going.count - Self.limit + 1, 0)) { sounding[index].isEnding = true }
        sounding.append(Sounding(note: note))
    }

    /// Adds the next frames to both channels. A sound at the output's rate is added as it is, another by straight lines
    /// between its samples; one that ends is faded out over these frames.
    /// - Parameter sampleRate: of the output, hertz.
    package mutating func add(
        left: UnsafeMutableBufferPointer<Float>, right: UnsafeMutableBufferPointer<Float>, sampleRate: Double
    ) {
        for index in sounding.indices { sounding[index].add(left: left, right: right, sampleRate: sampleRate) }
        sounding.removeAll { $0.isEnding || Int($0.position) >= $0.note.audio.frameCount }
    }
}

extension LiveNotes.Sounding {
    fileprivate mutating func add(
        left: UnsafeMutableBufferPointer<Float>, right: UnsafeMutableBufferPointer<Float>, sampleRate: Double
    ) {
        let channels = note.audio.channels
        guard let first = channels.first, let last = channels.last else { return }
        let step = note.audio.sampleRate / sampleRate
        for (samples, target) in [(first, left), (last, right)] {
            var place = position
            for index in target.indices {
                let whole = Int(place)
                guard whole < samples.count else { break }
                let next = whole + 1 < samples.count ? samples[whole + 1] : 0
                let sample = samples[whole] + (next - samples[whole]) * Float(place - Double(whole))
                let fade = isEnding ? 1 - (Float(index) + 0.5) / Float(target.count) : 1
                target[index] += sample * note.gain * fade
                place += step
            }
        }
        position += step * Double(left.count)
    }
}
