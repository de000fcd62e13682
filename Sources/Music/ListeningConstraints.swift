/// What the singer says about the song; the listener finds the rest. nil leaves a question to the listener.
public struct ListeningConstraints: Codable, Sendable, Hashable {
    /// Beats a minute.
    public var tempo: Double?
    /// Seconds of the first "one".
    public var firstDownbeat: Double?
    /// Beats a bar.
    public var meter: Int?
    public var key: Key?
    /// Chords by the bar from the first downbeat on, repeated to the end of the song.
    public var chart: ChordChart?
    /// Seconds of all beats, strictly rising: the singer's own grid, taken as it is. Goes before `tempo`.
    public var beats: [Double]?
    /// Chords that stand fixed, in order and without overlaps; between them the listener finds its own.
    public var chords: [LeadSheet.Span]

    public init(
        tempo: Double? = nil, firstDownbeat: Double? = nil, meter: Int? = nil, key: Key? = nil,
        chart: ChordChart? = nil, beats: [Double]? = nil, chords: [LeadSheet.Span] = []
    ) {
        self.tempo = tempo
        self.firstDownbeat = firstDownbeat
        self.meter = meter
        self.key = key
        self.chart = chart
        self.beats = beats
        self.chords = chords
    }

    /// Recipes written before there were fixed chords say nothing of them.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            tempo: try container.decodeIfPresent(Double.self, forKey: .tempo),
            firstDownbeat: try container.decodeIfPresent(Double.self, forKey: .firstDownbeat),
            meter: try container.decodeIfPresent(Int.self, forKey: .meter),
            key: try container.decodeIfPresent(Key.self, forKey: .key),
            chart: try container.decodeIfPresent(ChordChart.self, forKey: .chart),
            beats: try container.decodeIfPresent([Double].self, forKey: .beats),
            chords: try container.decodeIfPresent([LeadSheet.Span].self, forKey: .chords) ?? [])
    }
}
