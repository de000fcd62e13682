import Music

/// What was heard in one clip, and how right it is.
public struct HearingRow: Encodable, Sendable {
    public var clip: String
    public var set: String
    public var singer: String
    public var seconds: Double
    /// The number of the encoder that heard it, of a cross-validation.
    public var fold: Int?
    /// How sure the beats are, 0...1.
    public var confidence: Double
    /// Why the listener gave up.
    public var failure: String?
    /// `HearingMeasure` by name, against the clip's truth and against the next clip's.
    public var figures: [String: Double]
    public var chance: [String: Double]
    /// nil where the listener gave up.
    public var heard: Song?
    public var truth: Song
    /// How far a second tracker agrees with the truth's beats.
    public var agreement: Double?
    /// Beat F of the steady grid that the truth comes to: the most that a told grid can reach.
    public var gridF: Double
    /// The listener's first hypotheses, where they were asked for.
    public var readings: [HearingReading]?

    /// What a song is said to be.
    public struct Song: Encodable, Sendable, Equatable {
        /// Beats a minute.
        public var tempo: Double
        public var meter: String
        public var key: String
        /// Seconds; nil where no bar begins.
        public var firstDownbeat: Double?

        init(_ sheet: LeadSheet, tempo: Double) {
            self.tempo = tempo
            meter = sheet.signature.description
            key = sheet.key.description
            firstDownbeat = sheet.downbeatTimes.first
        }
    }

    func figure(_ measure: HearingMeasure) -> Double? { figures[measure.rawValue] }
}
