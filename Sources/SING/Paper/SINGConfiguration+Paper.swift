extension SINGConfiguration {
    /// The published system (Defossez et al. 2018, arXiv 1810.09785) as its public code runs it
    /// (facebookresearch/SING): NSynth's 1006 instruments, 88 pitches and 5 velocities, notes of 4 s at 16 kHz.
    public static let paper = SINGConfiguration(
        sizes: SINGSizes(
            instruments: .init(1006, 16), pitches: .init(88, 8), velocities: .init(5, 2), timeWidth: 4, length: 265,
            framesPerStep: 1, hidden: 1024, layers: 3, dimension: 128, channels: 4096, context: 9, rewriteLayers: 2,
            kernel: 1024, stride: 256, encoder: .init(channels: 4096, rewriteLayers: 2, hearsPower: false),
            carrier: nil),
        sampleRate: 16_000)
}
