/// Our SING as one value; stored beside its weights.
public struct CompactConfiguration: Codable, Sendable, Equatable {
    public var sizes: CompactSizes
    /// Hertz.
    public var sampleRate: Double

    /// For two CPU cores: notes of 4 s at 24 kHz, 390 embeddings, four in a step of the recurrent network.
    /// - Parameters:
    ///   - instruments: how many there are.
    ///   - pitches: MIDI, without gaps.
    ///   - velocities: how many there are.
    public init(instruments: Int, pitches: ClosedRange<Int>, velocities: Int) {
        let carrier = Carrier.Sizes(
            lowestPitch: pitches.lowerBound, harmonics: 128, halves: 16, narrowBands: 160, wideBands: 48,
            freeBands: 128, formantBands: 64, noiseBands: 96)
        sizes = CompactSizes(
            paper: SINGSizes(
                instruments: .init(instruments, 24), pitches: .init(pitches.count, 12),
                velocities: .init(velocities, 4), timeWidth: 8, length: 390, hidden: 320, layers: 2, dimension: 96,
                channels: 448, context: 9, rewriteLayers: 2, kernel: 1024, stride: 256,
                encoder: .init(channels: 2 * carrier.bands, rewriteLayers: 1)),
            framesPerStep: 4, zones: .init(semitones: 3, width: 24), timbres: .init(semitones: 4, scale: 3),
            embeddingScale: 6, outputScale: 0.05, bypass: 512, carrier: carrier)
        sampleRate = 24_000
    }
}
