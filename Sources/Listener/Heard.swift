import Music

/// Everything the listener understood of a vocal.
public struct Heard: Codable, Sendable {
    public var pitch: PitchTrack
    public var notes: [SungNote]
    /// Onset strength, one value a Mel frame; see `VocalOnsets`.
    public var onsets: [Float]
    public var leadSheet: LeadSheet

    public init(pitch: PitchTrack, notes: [SungNote], onsets: [Float], leadSheet: LeadSheet) {
        self.pitch = pitch
        self.notes = notes
        self.onsets = onsets
        self.leadSheet = leadSheet
    }
}
