import Signal

/// How a band was recorded and mixed, beside its notes.
public struct Production: Codable, Hashable, Sendable {
    /// The sound font's name.
    public var font: String
    /// Times the original's tempo.
    public var tempo: Double
    public var reverb: Reverb
    /// Decibels around the style's volume, for every part in the arrangement's order.
    public var levels: [Double]
    public var mastering: Mastering

    public init(
        font: String, tempo: Double = 1, reverb: Reverb, levels: [Double], mastering: Mastering
    ) {
        self.font = font
        self.tempo = tempo
        self.reverb = reverb
        self.levels = levels
        self.mastering = mastering
    }
}
