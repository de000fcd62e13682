/// How much each witness counts when posteriors become a lead sheet.
///
/// Weights multiply log likelihood ratios in nats: neighbouring tokens hear nearly the same, so that one token counts
/// for far less than 1. Everything that can be fitted on data is here.
public struct DecodingWeights: Sendable, Codable, Hashable {
    // Beats

    /// A token's place in the beat and in the bar.
    public var beatPhase = 0.25
    public var barPhase = 0.15
    /// The log odds of a beat and of a downbeat against the recording's mean.
    public var beats = 0.6
    public var downbeats = 0.4
    /// How much the harmony changes on a downbeat, in standard deviations over the recording.
    public var changes = 30.0
    /// A token's tempo.
    public var tempo = 0.06
    /// Where sung notes begin and how far the next one is, where only a voice is heard; see `MetricalProfile`.
    public var notes = 0.5
    /// The commonest tempo, beats a minute, and the deviation from it in octaves.
    public var commonestTempo = 115.0
    public var tempoDeviation = 0.4
    /// Price in nats of a change of tempo by a factor of e.
    public var tempoStiffness = 120.0
    /// Standard deviation of one beat's length around its tempo, tokens.
    public var beatJitter = 0.6
    /// Share of songs in three.
    public var threes = 0.12
    /// How far the encoder is believed about the length of bars where only a voice is heard: it learned from songs in four.
    public var meterAlone = 0.05
    /// The harmoniser's opinion of where the bar begins, a half beat, where only a voice is heard.
    public var harmoniserPosition = 0.25
    /// By what the evidence is multiplied before it is asked how sure the beats are, and how sure the bars on them.
    public var beatSureness = 0.02
    public var barSureness = 0.02

    /// Mean log odds in nats by which beats that drift must lie better on the encoder's beats than steady ones.
    public var drift = 1.6
    /// Mean log odds in nats over the recording's mean from which the encoder's own beats are believed.
    public var certain = 3.0
    /// Readings of a recording that are told apart.
    public var readings = 8

    // Harmony

    /// The encoder's chords and bass where only a voice and where a band is heard.
    public var encoderAlone = 0.3
    public var encoderWithBand = 1.0
    /// The harmoniser's likewise.
    public var harmoniserAlone = 0.7
    public var harmoniserWithBand = 0.1
    /// The chord's share in the songs of a key.
    public var degrees = 0.8
    /// What encoder, harmoniser and sung notes say of the key where only a voice is heard, and by what the weights above are
    /// multiplied where a band is: as if so many independent half beats had been heard.
    public var encoderInKey = 0.8
    public var harmoniserInKey = 1.2
    public var notesInKey = 12.0
    /// Of the notes that end phrases.
    public var endsInKey = 4.0
    public var keyWithBand = 3.0
    /// By how much minor keys are less likely than major ones, nats, where only a voice is heard.
    public var minor = 2.4
    /// What the chords say of the key.
    public var chordsInKey = 0.1
    /// By what the evidence is multiplied before it is asked how sure the key is.
    public var keySureness = 0.25
    /// Probability from which a key is told beside the likeliest one.
    public var likelyKey = 0.08
    /// Cost in nats of a change of chord on a downbeat, in the middle of a bar, elsewhere.
    public var changeOnDownbeat = 0.3
    public var changeInMiddle = 1.2
    public var changeElsewhere = 2.5
    /// Cost of no chord for a beat: a band that is asked to play plays.
    public var silence = 2.0
    /// Mean probability from which a chord tone other than the root is written as the bass.
    public var inversion = 0.6
    /// By what the evidence of a beat is multiplied before it is asked how sure its chord is.
    public var chordSureness = 0.7

    public init() {}
}
