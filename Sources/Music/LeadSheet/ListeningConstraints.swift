/// What the singer says about the song; the listener finds the rest. nil leaves a question to the listener.
public struct ListeningConstraints: Codable, Sendable, Hashable {
    /// Beats a minute: an exact, steady grid unless it may drift.
    public var tempo: Double?
    /// Whether beats may drift around the tempo.
    public var tempoDrifts: Bool
    /// Seconds of the first "one".
    public var firstDownbeat: Double?
    /// Beats a bar.
    public var meter: Int?
    /// Parts of a beat, where the metre is given: 2, or 3 in a compound one.
    public var division: Int?
    public var key: Key?
    /// Chords by the bar from the first downbeat on, repeated to the end of the song.
    public var chart: ChordChart?
    /// Seconds of all beats, strictly rising: the singer's own grid, taken as it is. Goes before `tempo`.
    public var beats: [Double]?
    /// Chords that stand fixed, in order and without overlaps; between them the listener finds its own.
    public var chords: [LeadSheet.Span]
    /// Cents over A = 440 Hz that the band is tuned to; 0 locks it to 440.
    public var tuning: Double?

    public init(
        tempo: Double? = nil, tempoDrifts: Bool = false, firstDownbeat: Double? = nil, meter: Int? = nil,
        division: Int? = nil, key: Key? = nil, chart: ChordChart? = nil, beats: [Double]? = nil,
        chords: [LeadSheet.Span] = [], tuning: Double? = nil
    ) {
        self.tempo = tempo
        self.tempoDrifts = tempoDrifts
        self.firstDownbeat = firstDownbeat
        self.meter = meter
        self.division = division
        self.tuning = tuning
        self.key = key
        self.chart = chart
        self.beats = beats
        self.chords = chords
    }

    /// Beats a bar and their parts, where the metre is given.
    public var signature: Meter? {
        get { meter.map { Meter(beats: $0, division: division ?? 2) } }
        // two parts are what a beat has when nothing is said of it
        set { (meter, division) = (newValue?.beats, newValue.flatMap { $0.isCompound ? $0.division : nil }) }
    }

    public mutating func setMeter(_ meter: Meter?) { (self.meter, division) = (meter?.beats, meter?.division) }
}
