import Music

/// Chords as pitches.
enum Voicing {
    /// `voices` chord tones in close position around a centre: of all inversions the one that moves least from the
    /// previous chord, or lies nearest to the centre where there is none.
    /// - Parameter rootless: leaves the root out of chords with four tones or more.
    static func close(
        _ chord: Chord, center: Int, voices: Int, previous: [Int]?, rootless: Bool = false
    ) -> [Int] {
        var tones = chord.pitchClasses
        if rootless, tones.count > 3 { tones.removeFirst() }
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

    /// The second voice from above an octave lower.
    static func open(_ close: [Int]) -> [Int] {
        guard close.count > 2 else { return close }
        var pitches = close
        let moved = pitches.remove(at: pitches.count - 2) - 12
        return [moved] + pitches
    }

    /// What `open` was made of.
    static func closed(_ open: [Int]) -> [Int] {
        guard open.count > 2 else { return open }
        var pitches = Array(open.dropFirst())
        pitches.insert(open[0] + 12, at: pitches.count - 1)
        return pitches
    }

    /// Six strings, each at the lowest chord tone within four frets over the capo; those below the bass are not struck.
    static func guitar(_ chord: Chord, capo: Int) -> [Int] {
        let tones = chord.pitchClasses + [chord.bass]
        let pitches = [40, 45, 50, 55, 59, 64].compactMap { string in
            (0...4).map { string + capo + $0 }.first { tones.contains(PitchClass($0)) }
        }
        let foundation = pitches.prefix(3).firstIndex { PitchClass($0) == chord.bass } ?? min(2, pitches.count)
        var struck: [Int] = []
        for pitch in pitches.dropFirst(foundation) where pitch > struck.last ?? 0 { struck.append(pitch) }
        return struck
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
