import Music

extension ListeningConstraints {
    /// Beats a minute.
    public static let tempoRange = 20.0...400.0

    /// - Throws: `RecipeError` naming what lies outside its range.
    public func validate() throws {
        func check(_ holds: Bool, _ sentence: String) throws {
            if !holds { throw RecipeError(sentence) }
        }
        if let tempo {
            try check(Self.tempoRange.contains(tempo), "tempo must be 20 to 400 BPM, not \(tempo)")
        }
        if let meter {
            try check(Meter.range.contains(meter), "metre must be 2 to 12 beats a bar, not \(meter)")
        }
        if let division {
            try check((2...3).contains(division), "a beat must have 2 parts, or 3 in 6/8 and the like, not \(division)")
        }
        if let firstDownbeat {
            try check(
                firstDownbeat.isFinite && firstDownbeat >= 0,
                "the first downbeat must be 0 s or later, not \(firstDownbeat)")
        }
        if let tuning {
            try check(
                Tuning.range.contains(tuning),
                "the tuning must lie between \(Tuning(cents: Tuning.range.lowerBound).short) and "
                    + "\(Tuning(cents: Tuning.range.upperBound).short) of A = 440 Hz; \(Tuning(cents: tuning).short) does not"
            )
        }
        if let beats {
            let isRising = zip(beats, beats.dropFirst()).allSatisfy { $0 < $1 }
            try check(isRising && beats.allSatisfy(\.isFinite), "the beats must be seconds that rise")
        }
        let areSpans = chords.allSatisfy { $0.start.isFinite && $0.end.isFinite && $0.start < $0.end }
        try check(
            areSpans && zip(chords, chords.dropFirst()).allSatisfy { $0.end <= $1.start + Self.hair },
            "the fixed chords must end after they begin, and not overlap")
    }

    /// Seconds: times that differ by less are the same.
    private static let hair = 1e-6
}
