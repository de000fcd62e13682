import Foundation

/// What a sung note's beginning says of the beat that it falls into: `MetricalProfile` by tokens.
struct NoteEvidence {
    /// The token in which the note begins.
    private(set) var token: Int
    /// For every length of a beat: log likelihoods over the beats of a pair, beat by beat, token by token.
    private let tables: [[Float]]

    /// Standard deviation of a vowel's onset around its place in the beat, seconds; probability of a note that follows
    /// no beat; weight of the distance to the next note. As `BeatTracker`'s.
    private static let spread = 0.028
    private static let outliers = 0.1
    private static let distanceWeight = 0.6

    /// - Parameters:
    ///   - onset: seconds.
    ///   - distance: seconds to the next note.
    ///   - lengths: tokens a beat.
    init(onset: Double, distance: Double, lengths: [Int], profile: MetricalProfile, weight: Double) {
        // token n is centred on n + 1/2, and a beat on token n lies there
        let position = onset * Posteriors.rate - 0.5
        token = Int(position.rounded(.down))
        let fraction = position - position.rounded(.down)
        tables = lengths.map { length in
            let pair = Self.pair(length)
            let beats = max(Int(pair / Double(length)), 1)
            let quarters = MetricalProfile.quarters
            let fits = profile.fit(
                distance: distance, beat: pair / 2 / Posteriors.rate, spread: Self.spread * 2.0.squareRoot())
            let floor = Self.outliers / 4
            let weights = (0..<quarters).map { quarter in
                Double(quarters) * profile.positions[quarter] * pow(4 * fits[quarter] + floor, Self.distanceWeight)
            }
            return (0..<(beats * length)).map { place in
                let within = (Double(place) + fraction).truncatingRemainder(dividingBy: pair)
                var sum = floor
                for quarter in 0...quarters {
                    let late = within - Double(quarter) * pair / Double(quarters)
                    let deviation = late / (Self.spread * Posteriors.rate)
                    if abs(deviation) < 4 { sum += weights[quarter % quarters] * exp(-0.5 * deviation * deviation) }
                }
                return Float(weight * log(sum))
            }
        }
    }

    func moved(by tokens: Int) -> NoteEvidence {
        var moved = self
        moved.token += tokens
        return moved
    }

    /// Tokens of the pair of beats that the profile knows, in the octave in which it was counted.
    private static func pair(_ length: Int) -> Double {
        2 * Double(length) / MetricalLevel(tempo: 60 * Posteriors.rate / Double(length)).factor
    }

    /// - Parameters:
    ///   - index: which length.
    ///   - offset: tokens since the beat began.
    func score(_ index: Int, length: Int, offset: Int, place: BarPlace) -> Float {
        let table = tables[index]
        let beats = table.count / length
        // bars of an odd number of beats have no pairs
        guard place.meter % 2 == 1, beats > 1 else { return table[place.beat % beats * length + offset] }
        return (0..<beats).reduce(0) { $0 + table[$1 * length + offset] } / Float(beats)
    }
}
