import Foundation

/// The log likelihood of everything that is heard during one beat, for every length and every place in the bar.
struct BeatLikelihood {
    let evidence: TokenEvidence
    let rings: TempoRings
    let places: [BarPlace]
    let notes: [NoteEvidence]
    /// Token on which the singer fixed a downbeat.
    let pin: Int?
    /// By how much everything is multiplied.
    let temper: Float

    /// `beatParts[length][offset]`, `barParts[length][place][offset]`
    private let beatParts: [[Int]]
    private let barParts: [[[Int]]]
    /// For each token the first note that begins there or later.
    private let firstNotes: [Int]
    /// `tempo[token * rings + ring]`: sums over all tokens before.
    private let tempo: [Float]

    /// Tokens around the pin on which its downbeat may lie.
    private static let pinWidth = 1
    static let impossible: Float = -1e9

    init(
        _ evidence: TokenEvidence, rings: TempoRings, places: [BarPlace], notes: [NoteEvidence] = [], pin: Int? = nil,
        temper: Double = 1
    ) {
        self.evidence = evidence
        self.rings = rings
        self.places = places
        self.notes = notes
        self.pin = pin.flatMap { (0..<evidence.tokens).contains($0) ? $0 : nil }
        self.temper = Float(temper)
        beatParts = rings.lengths.map { length in
            (0..<length).map { offset in
                Int((Double(offset * Posteriors.beatParts) / Double(length)).rounded()) % Posteriors.beatParts
            }
        }
        barParts = rings.lengths.map { length in
            places.map { place in (0..<length).map { place.part(at: Double($0) / Double(length)) } }
        }
        var first = notes.count
        var firsts = [Int](repeating: notes.count, count: evidence.tokens + 1)
        for token in (0...evidence.tokens).reversed() {
            while first > 0, notes[first - 1].token >= token { first -= 1 }
            firsts[token] = first
        }
        firstNotes = firsts
        tempo = Self.tempo(evidence, rings, Float(temper))
    }

    private static func tempo(_ evidence: TokenEvidence, _ rings: TempoRings, _ temper: Float) -> [Float] {
        let count = rings.periods.count
        let bins = rings.periods.map { period in
            log2(60 * Posteriors.rate / period / Posteriors.lowestTempo) * Double(Posteriors.tempoBinsPerOctave)
        }
        var sums = [Float](repeating: 0, count: (evidence.tokens + 1) * count)
        for token in 0..<evidence.tokens {
            for ring in 0..<count {
                let bin = bins[ring]
                var heard: Float = 0
                // what lies outside the bins is not known
                if bin >= 0, bin <= Double(Posteriors.tempoBins - 1) {
                    let low = min(Int(bin), Posteriors.tempoBins - 2)
                    let share = Float(bin - Double(low))
                    let row = token * Posteriors.tempoBins + low
                    heard = (1 - share) * evidence.tempo[row] + share * evidence.tempo[row + 1]
                }
                sums[(token + 1) * count + ring] = sums[token * count + ring] + temper * heard
            }
        }
        return sums
    }

    /// What the tempo's posterior says of a ring between two tokens.
    func tempo(ring: Int, from start: Int, to end: Int) -> Float {
        let count = rings.periods.count
        let (first, last) = (max(start, 0), min(end, evidence.tokens))
        return tempo[last * count + ring] - tempo[first * count + ring]
    }

    /// Fills `scores[length * places + place]` for beats that begin on a token, which may lie before the first.
    func fill(_ scores: inout [Float], start: Int) {
        for (index, length) in rings.lengths.enumerated() {
            let first = max(-start, 0)
            let last = min(length, evidence.tokens - start)
            let row = index * places.count
            guard first < last, !straddlesPin(start, length) else {
                for place in places.indices { scores[row + place] = Self.impossible }
                continue
            }
            let common = common(index, start: start, first..<last)
            for (number, place) in places.enumerated() {
                var sum = common
                let parts = barParts[index][number]
                for offset in first..<last {
                    sum += evidence.barPhase[(start + offset) * Posteriors.barParts + parts[offset]]
                }
                if start >= 0, place.beat == 0 { sum += evidence.downbeats[start] }
                for note in firstNotes[start + first]..<firstNotes[start + last] {
                    sum += notes[note].score(index, length: length, offset: notes[note].token - start, place: place)
                }
                sum *= temper
                if let pin, abs(start - pin) <= Self.pinWidth, place.beat != 0 { sum = Self.impossible }
                scores[row + number] = sum
            }
        }
    }

    /// What all places of the bar share.
    private func common(_ index: Int, start: Int, _ offsets: Range<Int>) -> Float {
        var sum: Float = start >= 0 ? evidence.beats[start] : 0
        let parts = beatParts[index]
        for offset in offsets { sum += evidence.beatPhase[(start + offset) * Posteriors.beatParts + parts[offset]] }
        return sum
    }

    /// Whether a beat goes on through the downbeat that the singer fixed.
    private func straddlesPin(_ start: Int, _ length: Int) -> Bool {
        guard let pin else { return false }
        return start < pin - Self.pinWidth && start + length > pin + Self.pinWidth
    }
}
