import Foundation

/// Cuts a pitch track into notes.
///
/// Inside a voiced run, notes are the levels of a piecewise-constant pitch: Viterbi over thirds of a semitone with the
/// absolute deviation as cost and a price for every change, so that vibrato (half a cycle lasts 80 to 100 ms) is
/// cheaper to sit through than to follow. Repeated notes on one pitch are cut where the level dips, as in m, n, l and r.
public struct NoteSegmenter: Sendable {
    /// Notes shorter than this many seconds are no notes.
    public var shortest = 0.055
    /// Depth of the dip in dB that separates two notes of one pitch.
    public var dipDepth: Float = 6
    /// The vowel has begun where the level is this near (dB) to the loudest of the note's first 200 ms.
    public var vowelMargin: Float = 6
    /// Price of a change of level, in frames times semitones.
    public var changeCost: Float = 7

    /// Levels a semitone.
    private static let resolution: Float = 3
    /// Levels between two notes at least: less is intonation.
    private static let smallestStep = 2

    public init() {}

    /// The notes of a track, in order and without overlap.
    public func segment(_ track: PitchTrack) -> [SungNote] {
        let midi = (0..<track.frameCount).map { track.midi(atFrame: $0) }
        let shortestFrames = max(Int((shortest / track.hopSeconds).rounded()), 1)
        var notes: [SungNote] = []
        for run in Self.voicedRuns(midi) where run.count >= shortestFrames {
            let pitches = run.map { midi[$0] ?? 0 }
            var cuts = levelChanges(pitches).map { ($0 + run.lowerBound, false) }
            cuts += dips(track.energy, in: run).map { ($0, true) }
            cuts.sort { $0.0 < $1.0 }
            var start = run.lowerBound
            var risesFromQuiet = true
            for (cut, quiet) in cuts + [(run.upperBound, true)] {
                // A short rest of a run joins the note after it: at its start stands a glide or a voiced consonant.
                guard cut - start >= shortestFrames else { continue }
                notes.append(note(start..<cut, midi: midi, track: track, risesFromQuiet: risesFromQuiet))
                start = cut
                risesFromQuiet = quiet
            }
            if start < run.upperBound, let last = notes.indices.last, start > run.lowerBound {
                notes[last].end = Double(run.upperBound) * track.hopSeconds
            }
        }
        return notes
    }

    private func note(
        _ frames: Range<Int>, midi: [Float?], track: PitchTrack, risesFromQuiet: Bool
    ) -> SungNote {
        var first = frames.lowerBound
        if risesFromQuiet {
            let attack = frames.prefix(Int(0.2 / track.hopSeconds))
            let loudest = attack.map { track.energy[$0] }.max() ?? 0
            first = attack.first { track.energy[$0] >= loudest - vowelMargin } ?? first
        }
        let sounding = first..<frames.upperBound
        let sorted = sounding.compactMap { midi[$0] }.sorted()
        let energy = sounding.reduce(Float(0)) { $0 + track.energy[$1] } / Float(sounding.count)
        return SungNote(
            start: Double(first) * track.hopSeconds, end: Double(frames.upperBound) * track.hopSeconds,
            pitch: sorted[sorted.count / 2], energy: energy)
    }

    /// Runs of frames with a pitch.
    private static func voicedRuns(_ midi: [Float?]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start: Int?
        for frame in 0...midi.count {
            if frame < midi.count, midi[frame] != nil {
                start = start ?? frame
            } else if let begun = start {
                runs.append(begun..<frame)
                start = nil
            }
        }
        return runs
    }

    /// Offsets at which the piecewise-constant pitch takes a new level.
    private func levelChanges(_ pitches: [Float]) -> [Int] {
        guard let lowest = pitches.min(), let highest = pitches.max() else { return [] }
        let levels = Int((highest - lowest) * Self.resolution) + 2
        var costs = [Float](repeating: 0, count: levels)
        var origins = [Int](repeating: 0, count: levels * pitches.count)
        for (frame, pitch) in pitches.enumerated() {
            let others = Self.cheapestElsewhere(costs)
            let before = costs
            for level in 0..<levels {
                var origin = level
                if frame > 0, let other = others[level], before[other] + changeCost < before[level] { origin = other }
                origins[frame * levels + level] = origin
                // Wide deviations are glides and errors of an octave: they shall not pay for a level of their own.
                let deviation = min(abs(pitch - lowest - Float(level) / Self.resolution), 3)
                costs[level] = before[origin] + (origin == level ? 0 : changeCost) + deviation
            }
        }
        var level = costs.indices.min { costs[$0] < costs[$1] } ?? 0
        var changes: [Int] = []
        for frame in stride(from: pitches.count - 1, to: 0, by: -1) {
            let origin = origins[frame * levels + level]
            if origin != level { changes.append(frame) }
            level = origin
        }
        return changes.reversed()
    }

    /// For every level the cheapest one that is at least `smallestStep` away.
    private static func cheapestElsewhere(_ costs: [Float]) -> [Int?] {
        var result = [Int?](repeating: nil, count: costs.count)
        var below: Int?
        for level in stride(from: smallestStep, to: costs.count, by: 1) {
            let candidate = level - smallestStep
            if below.map({ costs[candidate] < costs[$0] }) ?? true { below = candidate }
            result[level] = below
        }
        var above: Int?
        for level in stride(from: costs.count - 1 - smallestStep, through: 0, by: -1) {
            let candidate = level + smallestStep
            if above.map({ costs[candidate] < costs[$0] }) ?? true { above = candidate }
            if let best = above, result[level].map({ costs[best] < costs[$0] }) ?? true { result[level] = best }
        }
        return result
    }

    /// Frames of a run at which the level has a minimum with `dipDepth` higher levels within 120 ms on both sides.
    private func dips(_ energy: [Float], in run: Range<Int>) -> [Int] {
        let reach = 11
        var found: [Int] = []
        for frame in run.dropFirst(3).dropLast(3) {
            let before = energy[max(frame - reach, run.lowerBound)..<frame]
            let after = energy[(frame + 1)..<min(frame + reach + 1, run.upperBound)]
            guard let left = before.max(), let right = after.max() else { continue }
            let isLowest =
                energy[frame] <= (before.suffix(4).min() ?? 0) && energy[frame] < (after.prefix(4).min() ?? 0)
            if isLowest, min(left, right) - energy[frame] >= dipDepth { found.append(frame) }
        }
        return found
    }
}
