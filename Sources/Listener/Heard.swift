import Music

/// Everything the listener understood of a vocal, in seconds of it.
public struct Heard: Sendable {
    public var pitch: PitchTrack
    public var notes: [SungNote]
    /// Onset strength, one value a Mel frame; see `VocalOnsets`.
    public var onsets: [Float]
    public var leadSheet: LeadSheet
    /// How likely each pitch class is under the voice, by half beats; empty where the singer gave the chords.
    public var softChords: [SoftChord]
    /// How sure of what; nil where no encoder heard, or where the lead sheet was given.
    public var confidence: ListeningConfidence?
    /// The encoder's features, `Posteriors.features`; empty where no encoder heard.
    public var semantics: [Float]
    /// What `semantics` are for a token of silence; empty where nobody knows.
    public var silence: [Float]
    /// 0...1: how far a band is heard beside the voice; nil likewise.
    public var band: Double?
    /// Other readings of beats, bars and key with what was heard first, the likeliest first; empty where nobody listened.
    public var hypotheses: [ListeningHypothesis]
    /// Names the weights of the models that heard; nil where there are none.
    public var listener: String?

    public init(
        pitch: PitchTrack, notes: [SungNote], onsets: [Float], leadSheet: LeadSheet, softChords: [SoftChord] = [],
        confidence: ListeningConfidence? = nil, semantics: [Float] = [], silence: [Float] = [], band: Double? = nil,
        hypotheses: [ListeningHypothesis] = [], listener: String? = nil
    ) {
        self.pitch = pitch
        self.notes = notes
        self.onsets = onsets
        self.leadSheet = leadSheet
        self.softChords = softChords
        self.confidence = confidence
        self.semantics = semantics
        self.silence = silence
        self.band = band
        self.hypotheses = hypotheses
        self.listener = listener
    }
}
