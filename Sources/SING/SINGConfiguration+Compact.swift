extension SINGConfiguration {
    /// Ours, made for two CPU cores: notes of 4 s at 24 kHz, 390 embeddings, four in a step of the recurrent network.
    /// - Parameters:
    ///   - instruments: how many there are.
    ///   - pitches: MIDI, without gaps.
    ///   - velocities: how many there are.
    public static func compact(instruments: Int, pitches: ClosedRange<Int>, velocities: Int) -> SINGConfiguration {
        let carrier = Carrier.Sizes(
            lowestPitch: pitches.lowerBound, harmonics: 128, halves: 16, narrowBands: 160, wideBands: 48,
            freeBands: 128, formantBands: 64, noiseBands: 96)
        return SINGConfiguration(
            sizes: SINGSizes(
                instruments: .init(instruments, 24), pitches: .init(pitches.count, 12),
                velocities: .init(velocities, 4), zones: .init(semitones: 3, width: 24),
                timbres: .init(semitones: 4, scale: 3),
                embeddingScale: 6,
                outputScale: 0.05, bypass: 512, timeWidth: 8, length: 390, framesPerStep: 4, hidden: 320, layers: 2,
                dimension: 96, channels: 448, context: 9, rewriteLayers: 2, kernel: 1024, stride: 256,
                encoder: .init(channels: 2 * carrier.bands, rewriteLayers: 1, hearsPower: true), carrier: carrier),
            sampleRate: 24_000)
    }
}
