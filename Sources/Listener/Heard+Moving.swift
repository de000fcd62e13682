import Foundation
import Music
import Signal

/// What was heard, moved in time, so that a part of a song, a song between bars of its own, or a song on a tape at another
/// speed need not be heard again.
///
/// Frames and tokens lie on fixed grids. Where a move is no whole number of frames, a new one lies between two old ones:
/// strengths and features are their mean by distance; a pitch is so where both are sung and near each other, else that of
/// the nearer one, so that no pitch is made up between two notes or between a note and a rest. A move by whole frames and
/// tokens, as that of every pre-roll (`Recipe.edgeUnit`), copies them.
extension Heard {
    /// The part between two times, in seconds from its start. Bars of the sheet keep their place: its first beats may lie
    /// before 0, as in `LeadSheet.slice(from:to:)`. Hypotheses are of the part, but for their first downbeats, which may lie
    /// outside of it.
    /// - Precondition: `start <= end`.
    public func slice(from start: Double, to end: Double) -> Heard {
        precondition(start <= end, "a part can't end before it begins")
        let sheet = leadSheet.slice(from: start, to: end)
        func isInside(_ from: Double, _ to: Double) -> Bool { to > start && from < end }
        var part = moved(by: -start, over: end - start)
        part.leadSheet = sheet
        part.notes = zip(notes, part.notes).filter { isInside($0.0.start, $0.0.end) }.map { _, note in
            var note = note
            (note.start, note.end) = (max(note.start, 0), min(note.end, end - start))
            return note
        }
        part.softChords = zip(softChords, part.softChords).filter { isInside($0.0.start, $0.0.end) }.map { _, cell in
            var cell = cell
            (cell.start, cell.end) = (max(cell.start, 0), min(cell.end, end - start))
            return cell
        }
        return part
    }

    /// With silence before and after, as long as `AudioBuffer.padded(before:after:)` makes it: nobody sings there.
    /// - Parameters: seconds; negative ones count as none.
    public func padded(before: Double, after: Double) -> Heard {
        let (before, after) = (max(before, 0), max(after, 0))
        return moved(by: before, over: before + Double(pitch.frameCount) * pitch.hopSeconds + after)
    }

    /// As on a tape on which a second takes `factor` of a second: every time is multiplied by it, every frequency divided.
    /// - Precondition: `factor` is positive.
    public func scaled(by factor: Double) -> Heard {
        precondition(factor > 0, "time can't stand still")
        let duration = Double(pitch.frameCount) * pitch.hopSeconds * factor
        var tape = resampled(over: duration) { $0 / factor }
        tape.pitch.hertz = tape.pitch.hertz.map { Float(Double($0) / factor) }
        tape.leadSheet = leadSheet.scaled(by: factor)
        tape.place { $0 * factor }
        let semitones = Float(-12 * log2(factor))
        for index in tape.notes.indices { tape.notes[index].pitch += semitones }
        for index in tape.hypotheses.indices { tape.hypotheses[index].tempo /= factor }
        return tape
    }

    /// Everything later by so many seconds, over a new duration.
    private func moved(by shift: Double, over duration: Double) -> Heard {
        var moved = resampled(over: duration) { $0 - shift }
        moved.leadSheet = leadSheet.shifted(by: shift)
        moved.place { $0 + shift }
        return moved
    }

    /// Puts notes, soft chords and first downbeats into other times.
    private mutating func place(_ time: (Double) -> Double) {
        for index in notes.indices {
            (notes[index].start, notes[index].end) = (time(notes[index].start), time(notes[index].end))
        }
        for index in softChords.indices {
            (softChords[index].start, softChords[index].end) = (
                time(softChords[index].start), time(softChords[index].end)
            )
        }
        for index in hypotheses.indices { hypotheses[index].firstDownbeat = time(hypotheses[index].firstDownbeat) }
    }

    /// Frames and tokens of new times.
    /// - Parameter source: the old time of a new one.
    private func resampled(over duration: Double, source: (Double) -> Double) -> Heard {
        let rate = PitchTracker.sampleRate
        let base = Timebase(rate: rate, hop: Int((pitch.hopSeconds * rate).rounded()))
        let frames = FramePlaces(base, over: duration, source: source)
        let tokens = FramePlaces(Timebase(rate: rate, hop: Posteriors.hop), over: duration, source: source)
        var new = self
        new.pitch = PitchTrack(
            hopSeconds: pitch.hopSeconds, hertz: frames.pitches(pitch.hertz),
            confidence: frames.values(pitch.confidence, outside: [0]),
            energy: frames.values(pitch.energy, outside: [PitchTrack.silence]))
        new.onsets = frames.values(onsets, outside: [0])
        if !semantics.isEmpty {
            let width = silence.isEmpty ? semantics.count / max(pitch.frameCount / 2, 1) : silence.count
            let outside = silence.isEmpty ? [Float](repeating: 0, count: width) : silence
            new.semantics = tokens.values(semantics, outside: outside)
        }
        return new
    }
}

/// Where the frames of a new grid lie between those of an old one.
private struct FramePlaces {
    /// The old frame before each new one, and how far it lies towards the next one, 0..<1.
    private let places: [(frame: Int, share: Float)]

    /// Shares of a frame that are none.
    private static let hair = 1e-6

    init(_ base: Timebase, over duration: Double, source: (Double) -> Double) {
        let count = max(Int((duration / base.frameSeconds + Self.hair).rounded(.down)), 0)
        places = (0..<count).map { frame in
            let place = base.frame(at: source(base.centre(ofFrame: frame)))
            let near = place.rounded()
            if abs(place - near) < Self.hair { return (Int(near), 0) }
            let low = place.rounded(.down)
            return (Int(low), Float(place - low))
        }
    }

    /// - Parameters:
    ///   - old: values of the old frames, `[frame * width + value]`.
    ///   - outside: those of a frame before the first or after the last one; as many as there are a frame.
    func values(_ old: [Float], outside: [Float]) -> [Float] {
        let width = outside.count
        let count = old.count / max(width, 1)
        func value(_ frame: Int, _ index: Int) -> Float {
            (0..<count).contains(frame) ? old[frame * width + index] : outside[index]
        }
        var new: [Float] = []
        new.reserveCapacity(places.count * width)
        for (frame, share) in places {
            for index in 0..<width {
                let low = value(frame, index)
                new.append(share == 0 ? low : low + share * (value(frame + 1, index) - low))
            }
        }
        return new
    }

    /// Frequencies; 0 where nothing is sung.
    func pitches(_ old: [Float]) -> [Float] {
        func hertz(_ frame: Int) -> Float { old.indices.contains(frame) ? old[frame] : 0 }
        return places.map { frame, share in
            let (low, high) = (hertz(frame), hertz(frame + 1))
            if share == 0 { return low }
            // two frames of one note, within a semitone
            if low > 0, high > 0, abs(log2(high / low)) < 1.0 / 12 { return low * pow(high / low, share) }
            return share < 0.5 ? low : high
        }
    }
}
