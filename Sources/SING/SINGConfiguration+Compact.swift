extension SINGConfiguration {
    /// Ours, made for two CPU cores: notes of 4 s at 24 kHz, 390 embeddings, four in a step of the recurrent network.
    /// - Parameters:
    ///   - instruments: how many there are.
    ///   - pitches: MIDI, without gaps.
    ///   - velocities: how many there are.
    public static func compact(instruments: Int, pitches: ClosedRange<Int>, velocities: Int) -> SINGConfiguration {
        SINGConfiguration(
            sizes: SINGSizes(
                instruments: .init(instruments, 24), pitches: .init(pitches.count, 12),
                velocities: .init(velocities, 2), timeWidth: 8, length: 390, framesPerStep: 4, hidden: 256, layers: 2,
                dimension: 64, channels: 384, context: 9, rewriteLayers: 2, kernel: 1024, stride: 256,
                encoder: .init(channels: 384, rewriteLayers: 1, hearsPower: true),
                carrier: .init(lowestPitch: pitches.lowerBound, narrowBands: 128, wideBands: 64)),
            sampleRate: 24_000)
    }
}
