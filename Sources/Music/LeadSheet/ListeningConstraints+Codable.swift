extension ListeningConstraints {
    private enum CodingKeys: String, CodingKey {
        case tempo, tempoDrifts, firstDownbeat, meter, division, key, chart, beats, chords, tuning
    }

    /// Recipes written before there were fixed chords, drifting tempi and tunings say nothing of them.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            tempo: try container.decodeIfPresent(Double.self, forKey: .tempo),
            tempoDrifts: try container.decodeIfPresent(Bool.self, forKey: .tempoDrifts) ?? false,
            firstDownbeat: try container.decodeIfPresent(Double.self, forKey: .firstDownbeat),
            meter: try container.decodeIfPresent(Int.self, forKey: .meter),
            division: try container.decodeIfPresent(Int.self, forKey: .division),
            key: try container.decodeIfPresent(Key.self, forKey: .key),
            chart: try container.decodeIfPresent(ChordChart.self, forKey: .chart),
            beats: try container.decodeIfPresent([Double].self, forKey: .beats),
            chords: try container.decodeIfPresent([LeadSheet.Span].self, forKey: .chords) ?? [],
            tuning: try container.decodeIfPresent(Double.self, forKey: .tuning))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(tempo, forKey: .tempo)
        if tempoDrifts { try container.encode(tempoDrifts, forKey: .tempoDrifts) }
        try container.encodeIfPresent(firstDownbeat, forKey: .firstDownbeat)
        try container.encodeIfPresent(meter, forKey: .meter)
        if let division, division != 2 { try container.encode(division, forKey: .division) }
        try container.encodeIfPresent(key, forKey: .key)
        try container.encodeIfPresent(chart, forKey: .chart)
        try container.encodeIfPresent(beats, forKey: .beats)
        try container.encode(chords, forKey: .chords)
        try container.encodeIfPresent(tuning, forKey: .tuning)
    }
}
