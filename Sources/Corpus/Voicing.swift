import Music

/// Chords as pitches.
enum Voicing {
    /// `voices` chord tones in close position around a centre: of all inversions the one that moves least from the
    /// previous chord, or lies nearest to the centre where there is none.
    static func close(_ chord: Chord, center: Int, voices: Int, previous: [Int]?) -> [Int] {
        var tones = chord.pitchClasses
        // More tones than voices: the fifth says least.
        if tones.count > voices, let fifth = tones.firstIndex(of: chord.root.transposed(by: 7)) {
            tones.remove(at: fifth)
        }
        tones = Array(tones.prefix(voices))
        var best: (cost: Int, pitches: [Int])?
        for lowest in (center - 14)...(center + 4) where tones.contains(PitchClass(lowest)) {
            var pitches = [lowest]
            while pitches.count < voices {
                var next = (pitches.last ?? lowest) + 1
                while !tones.contains(PitchClass(next)) { next += 1 }
                pitches.append(next)
            }
            let spread = abs(pitches.reduce(0, +) - center * voices)
            let movement = previous.map { old in zip(old, pitches).reduce(0) { $0 + abs($1.0 - $1.1) } } ?? 0
            let cost = spread + 2 * movement
            if cost < best?.cost ?? .max { best = (cost, pitches) }
        }
        return best?.pitches ?? []
    }

    /// Root, fifth and octave from E2 up; the fifth follows a diminished or augmented chord.
    static func power(_ chord: Chord) -> [Int] {
        let root = lowest(chord.root, from: 40)
        let fifth = [7, 6, 8].first { chord.quality.intervals.contains($0) } ?? 7
        return [root, root + fifth, root + 12]
    }

    /// The lowest pitch of a class at or over a limit.
    static func lowest(_ pitchClass: PitchClass, from limit: Int) -> Int {
        limit + PitchClass(pitchClass.value - limit).value
    }
}
