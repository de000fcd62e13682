import Foundation

/// Which of the levels of a metre are called beats, where `BeatTracker` finds pairs of beats in one octave of tempo.
struct MetricalLevel {
    /// Tracked beats a beat wanted: 2 where the singer's beats are twice as long as the tracker's.
    let factor: Double

    /// The tracker's own level.
    static let tracked = MetricalLevel(factor: 1)

    private init(factor: Double) { self.factor = factor }

    /// The level that puts a tempo in beats a minute into the tracker's octave.
    init(tempo: Double) {
        var factor = 1.0
        while tempo * factor < BeatTracker.tempoRange.lowerBound { factor *= 2 }
        while tempo * factor > BeatTracker.tempoRange.upperBound { factor /= 2 }
        self.factor = factor
    }

    /// Equal parts of a beat on which most notes begin: the halves of the tracked beat.
    var parts: Int { max(Int(2 * factor), 1) }

    /// Beats from the times at which pairs begin.
    func beats(ofPairs pairs: [Double]) -> [Double] {
        // Beats a pair: a half where only every other pair begins one.
        let perPair = 2 / factor
        guard perPair >= 1 else {
            let stride = Int(1 / perPair)
            return pairs.indices.filter { $0 % stride == 0 }.map { pairs[$0] }
        }
        let count = Int(perPair)
        let inner = zip(pairs, pairs.dropFirst()).flatMap { start, end in
            (0..<count).map { start + (end - start) * Double($0) / Double(count) }
        }
        return inner + pairs.suffix(1)
    }
}
