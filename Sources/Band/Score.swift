import Music

/// What a band reads: beats and chords, the sung line, and what else is known of the song. All times in seconds.
public struct Score: Hashable, Sendable {
    public var leadSheet: LeadSheet
    /// The sung line: monophonic, in order.
    public var melody: [Note]
    /// A piano as it was recorded; empty where there is none.
    public var piano: [Note]
    /// The second instrumental line; empty where there is none.
    public var secondLine: [Note]
    /// In order; the lead sheet names the key that holds longest.
    public var keys: [KeyChange]

    public init(
        leadSheet: LeadSheet, melody: [Note] = [], piano: [Note] = [], secondLine: [Note] = [], keys: [KeyChange] = []
    ) {
        self.leadSheet = leadSheet
        self.melody = melody
        self.piano = piano
        self.secondLine = secondLine
        self.keys = keys.isEmpty ? [KeyChange(start: 0, key: leadSheet.key)] : keys
    }

    /// Where the last note, beat or chord ends.
    public var duration: Double {
        [
            (melody + piano + secondLine).map(\.end).max() ?? 0, leadSheet.beats.last ?? 0,
            leadSheet.chords.last?.end ?? 0,
        ].max() ?? 0
    }
}
