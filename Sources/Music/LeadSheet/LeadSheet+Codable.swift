extension LeadSheet {
    private enum CodingKeys: String, CodingKey {
        case beats, downbeats, meter, division, key, chords, beatConfidence, confidence, tuning
    }

    /// Sheets written before there were compound metres and tunings say nothing of them.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            beats: try container.decode([Double].self, forKey: .beats),
            downbeats: try container.decode([Int].self, forKey: .downbeats),
            meter: try container.decode(Int.self, forKey: .meter),
            division: try container.decodeIfPresent(Int.self, forKey: .division) ?? 2,
            key: try container.decode(Key.self, forKey: .key),
            chords: try container.decode([Span].self, forKey: .chords),
            beatConfidence: try container.decode(Double.self, forKey: .beatConfidence),
            confidence: try container.decodeIfPresent(ListeningConfidence.self, forKey: .confidence),
            tuning: try container.decodeIfPresent(Tuning.self, forKey: .tuning))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(beats, forKey: .beats)
        try container.encode(downbeats, forKey: .downbeats)
        try container.encode(meter, forKey: .meter)
        if division != 2 { try container.encode(division, forKey: .division) }
        try container.encode(key, forKey: .key)
        try container.encode(chords, forKey: .chords)
        try container.encode(beatConfidence, forKey: .beatConfidence)
        try container.encodeIfPresent(confidence, forKey: .confidence)
        try container.encodeIfPresent(tuning, forKey: .tuning)
    }
}
