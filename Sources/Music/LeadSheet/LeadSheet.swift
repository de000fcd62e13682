/// What a band needs to play along: beats, bars, key and chords over a stretch of time, in seconds from its start.
public struct LeadSheet: Hashable, Sendable, Codable {
    /// A chord and the time it holds; `chord` nil means that nobody plays harmony there.
    public struct Span: Hashable, Sendable, Codable {
        public var start: Double
        public var end: Double
        public var chord: Chord?
        /// 0...1; 1 for what a person set.
        public var confidence: Double

        public init(start: Double, end: Double, chord: Chord?, confidence: Double = 1) {
            self.start = start
            self.end = end
            self.chord = chord
            self.confidence = confidence
        }
    }

    /// Seconds, strictly rising.
    public var beats: [Double]
    /// Indices into `beats`.
    public var downbeats: [Int]
    /// Beats a bar.
    public var meter: Int
    /// Parts of a beat: 2, or 3 in a compound metre, whose beats are the dotted ones.
    public var division: Int
    public var key: Key
    /// Without gaps or overlaps, in order.
    public var chords: [Span]
    /// 0...1: how sure the beats are; 1 where a person set them.
    public var beatConfidence: Double
    /// How sure of what; nil where nobody listened.
    public var confidence: ListeningConfidence?
    /// The voice's; nil where nobody listened for it, which is A = 440 Hz.
    public var tuning: Tuning?

    public init(
        beats: [Double], downbeats: [Int], meter: Int, division: Int = 2, key: Key, chords: [Span],
        beatConfidence: Double = 1, confidence: ListeningConfidence? = nil, tuning: Tuning? = nil
    ) {
        self.beats = beats
        self.downbeats = downbeats
        self.meter = meter
        self.division = division
        self.key = key
        self.chords = chords
        self.beatConfidence = beatConfidence
        self.confidence = confidence
        self.tuning = tuning
    }

    /// Beats a bar and their parts.
    public var signature: Meter {
        get { Meter(beats: meter, division: division) }
        set { (meter, division) = (newValue.beats, newValue.division) }
    }

    /// Beats a minute from the median distance of beats; 0 with fewer than two beats.
    public var tempo: Double {
        guard beats.count > 1 else { return 0 }
        let distances = zip(beats.dropFirst(), beats).map { $0 - $1 }.sorted()
        return 60 / distances[distances.count / 2]
    }

    /// Seconds of the downbeats.
    public var downbeatTimes: [Double] { downbeats.filter(beats.indices.contains).map { beats[$0] } }

    /// The same, with every time moved.
    public func shifted(by seconds: Double) -> LeadSheet {
        var sheet = self
        sheet.beats = beats.map { $0 + seconds }
        sheet.chords = chords.map {
            Span(start: $0.start + seconds, end: $0.end + seconds, chord: $0.chord, confidence: $0.confidence)
        }
        return sheet
    }

    /// The same, with every time multiplied.
    public func scaled(by factor: Double) -> LeadSheet {
        var sheet = self
        sheet.beats = beats.map { $0 * factor }
        sheet.chords = chords.map {
            Span(start: $0.start * factor, end: $0.end * factor, chord: $0.chord, confidence: $0.confidence)
        }
        return sheet
    }

    /// The chord that sounds at a time.
    public func chord(at seconds: Double) -> Chord? {
        guard let index = chords.lastIndex(where: { $0.start <= seconds }) else { return nil }
        return chords[index].end > seconds ? chords[index].chord : nil
    }
}
