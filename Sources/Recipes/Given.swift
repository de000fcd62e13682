import Signal

/// Sound of a lane that there is already, and for every moment how much of it stays in the take that is made of it: 1 keeps,
/// 0 is free, between them it is varied. Making a part anew, more of the same, filling a gap and going on are all this.
/// Seconds are those of the song.
public struct Given: Sendable {
    /// All of one length, at any rate.
    public var stems: [String: AudioBuffer]
    /// At which they begin.
    public var start: Double
    /// Shares of stretches of time, in order and without overlaps; what lies in none is free.
    public var keep: [(range: Range<Double>, share: Double)]

    public init(stems: [String: AudioBuffer], start: Double = 0, keep: [(range: Range<Double>, share: Double)]) {
        self.stems = stems
        self.start = start
        self.keep = keep
    }

    /// What a recipe keeps of an existing take: all but its re-roll, which is free or, in a variation, varied.
    public init(_ stems: [String: AudioBuffer], start: Double = 0, keptBy recipe: Recipe) {
        let varied = recipe.variation.map { 1 - $0 } ?? 0
        let always = -Double.infinity..<Double.infinity
        guard let anew = recipe.reroll else {
            self.init(stems: stems, start: start, keep: [(always, varied)])
            return
        }
        let before = always.lowerBound..<anew.lowerBound
        let after = anew.upperBound..<always.upperBound
        self.init(stems: stems, start: start, keep: [(before, 1), (anew, varied), (after, 1)])
    }

    /// Seconds.
    public var duration: Double { stems.values.first?.duration ?? 0 }

    /// Seconds of the song in which it lies.
    public var range: Range<Double> { start..<start + duration }

    /// Seconds that rounding to samples may differ by.
    public static let hair = 0.01

    /// How far noise goes that leaves so much, 0...1: the strength of a variation.
    /// - Parameter share: that stays; to twelve digits, so that 1 - 0.9 is the 0.1 that was typed.
    public static func strength(leaving share: Double) -> Double { ((1 - share) * 1e12).rounded() / 1e12 }
}
