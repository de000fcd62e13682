import Music

/// The song's lead sheet: what is shown and played to, and which parts of it the singer has fixed.
public struct SongSheet: Codable, Sendable, Equatable {
    /// What is played to: heard, with all that is fixed in its place.
    public var leadSheet: LeadSheet
    /// Beats and bar lines are the singer's.
    public var isGridLocked: Bool
    public var isKeyLocked: Bool
    public var isMeterLocked: Bool
    /// Beats a minute around which beats may drift, where the singer said so; then the beats are heard.
    public var driftingTempo: Double?
    /// Seconds of the first downbeat, where the singer had fixed it before the tempo was let drift.
    public var driftingDownbeat: Double?
    /// Cents over A = 440 Hz, where the singer fixed them.
    public var fixedTuning: Double?
    /// nil without any, as in songs from before there were readings; see `hypotheses`.
    private var readings: [ListeningHypothesis]?
    /// What is tried out; nil where the sheet is what was heard or fixed.
    public var trial: ReadingTrial?
    /// Spans in `leadSheet.chords` that the singer set or confirmed, by their start in seconds (a member of it).
    public var lockedChords: [LeadSheet.Span]

    public init(
        leadSheet: LeadSheet, isGridLocked: Bool = false, isKeyLocked: Bool = false, isMeterLocked: Bool = false,
        lockedChords: [LeadSheet.Span] = [], hypotheses: [ListeningHypothesis] = []
    ) {
        self.leadSheet = leadSheet
        self.isGridLocked = isGridLocked
        self.isKeyLocked = isKeyLocked
        self.isMeterLocked = isMeterLocked
        self.lockedChords = lockedChords
        self.hypotheses = hypotheses
    }

    /// Readings of the vocal, the likeliest first.
    public var hypotheses: [ListeningHypothesis] {
        get { readings ?? [] }
        set { readings = newValue.isEmpty ? nil : newValue }
    }

    /// Whether the singer has fixed anything.
    public var isLocked: Bool {
        isGridLocked || isKeyLocked || isMeterLocked || !lockedChords.isEmpty || driftingTempo != nil
            || fixedTuning != nil
    }

    /// The sheet in words; what is fixed is sure.
    public var words: LeadSheetWords {
        let fixed: [(LeadSheetWords.Value, Bool)] = [
            (.tempo, isGridLocked || driftingTempo != nil && trial == nil), (.beats, isGridLocked),
            (.meter, isMeterLocked),
            (.key, isKeyLocked), (.tuning, fixedTuning != nil),
        ]
        return LeadSheetWords(
            leadSheet, fixed: Set(fixed.filter(\.1).map(\.0)), drifts: driftingTempo != nil && trial == nil)
    }

    /// Whether the beats are a guess that nobody has confirmed.
    public var hasUnsureBeats: Bool { words.isUnsure(.beats) }
}

/// A reading that is tried out.
public struct ReadingTrial: Codable, Sendable, Equatable {
    /// Into the sheet's hypotheses.
    public var index: Int
    /// What was heard first and what of it was fixed, to come back to.
    public var first: LeadSheet
    public var isGridLocked: Bool
    public var isMeterLocked: Bool
    public var lockedChords: [LeadSheet.Span]

    /// - Parameter sheet: as it is before anything is tried out.
    init(index: Int, of sheet: SongSheet) {
        self.index = index
        first = sheet.leadSheet
        isGridLocked = sheet.isGridLocked
        isMeterLocked = sheet.isMeterLocked
        lockedChords = sheet.lockedChords
    }
}
