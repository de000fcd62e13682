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

    public init(
        tempo: Double? = nil, firstDownbeat: Double? = nil, meter: Int? = nil, key: Key? = nil, chart: ChordChart? = nil
    ) {
        self.tempo = tempo
        self.firstDownbeat = firstDownbeat
        self.meter = meter
        self.key = key
        self.chart = chart
    }
}
