/// The published SING as one value.
public struct SINGConfiguration: Codable, Sendable, Equatable {
    public var sizes: SINGSizes
    /// Hertz.
    public var sampleRate: Double

    /// As the paper's public code runs it (facebookresearch/SING): NSynth's 1006 instruments, 88 pitches and 5
    /// velocities, notes of 4 s at 16 kHz.
    public static let paper = SINGConfiguration(
        sizes: SINGSizes(
            instruments: .init(1006, 16), pitches: .init(88, 8), velocities: .init(5, 2), timeWidth: 4, length: 265,
            hidden: 1024, layers: 3, dimension: 128, channels: 4096, context: 9, rewriteLayers: 2, kernel: 1024,
            stride: 256, encoder: .init(channels: 4096, rewriteLayers: 2)),
        sampleRate: 16_000)
}
