import Music

/// The song's lead sheet: what is shown and played to, and which parts of it the singer has fixed.
public struct SongSheet: Codable, Sendable, Equatable {
    /// What is played to: heard, with all that is fixed in its place.
    public var leadSheet: LeadSheet
    /// Beats and bar lines are the singer's.
    public var isGridLocked: Bool
    public var isKeyLocked: Bool
    public var isMeterLocked: Bool
    /// Spans in `leadSheet.chords` that the singer set or confirmed, by their start in seconds (a member of it).
    public var lockedChords: [LeadSheet.Span]

    public init(
        leadSheet: LeadSheet, isGridLocked: Bool = false, isKeyLocked: Bool = false, isMeterLocked: Bool = false,
        lockedChords: [LeadSheet.Span] = []
    ) {
        self.leadSheet = leadSheet
        self.isGridLocked = isGridLocked
        self.isKeyLocked = isKeyLocked
        self.isMeterLocked = isMeterLocked
        self.lockedChords = lockedChords
    }

    /// Whether the singer has fixed anything.
    public var isLocked: Bool { isGridLocked || isKeyLocked || isMeterLocked || !lockedChords.isEmpty }
}
