import Tensors

/// The vocoder with integrated phases, piece by piece: phases go on from piece to piece, and the windows at a piece's end
/// wait for those of the next.
struct IntegratedSynthesis {
    private let vocoder: Vocos
    private var integrator: PhaseIntegrator
    /// Interleaved, of the frames from `spectrumStart` on.
    private var spectrum: [Float] = []
    private var spectrumStart = 0
    /// Frames that were heard, and frames whose samples were given.
    private var heard = 0
    private var given = 0
    /// A frame whose sound is known, from which phases go on.
    var settled: (frame: Int, real: [Float], imaginary: [Float])?

    init(_ vocoder: Vocos) {
        self.vocoder = vocoder
        integrator = PhaseIntegrator(
            fftLength: vocoder.configuration.fftLength, hop: vocoder.configuration.hop)
    }

    /// A hop of samples is reached by so many frames before and after its own.
    static func reach(_ configuration: VocosConfiguration) -> Int {
        (configuration.fftLength - configuration.hop) / 2 / configuration.hop + 1
    }

    /// Hears the next frames: `count` of them from frame `start` of a Mel with their neighbours on.
    /// - Parameters:
    ///   - tones: fundamentals that are known to sound in each of the `count` frames, Hz; empty where nothing is known.
    ///   - isLast: nothing comes after them.
    /// - Returns: the samples that are certain now.
    mutating func next(
        _ mel: [Float], from start: Int, _ count: Int, tones: [[Float]] = [], isLast: Bool
    ) throws -> [Float] {
        let (hop, bins) = (vocoder.configuration.hop, vocoder.configuration.fftLength / 2 + 1)
        let reach = Self.reach(vocoder.configuration)
        let (magnitudes, advance, delay) = try vocoder.polar(mel, from: start, count, tones: tones)
        for row in 0..<count {
            spectrum += integrator.next(
                magnitudes: magnitudes[(row * bins)..<((row + 1) * bins)],
                advance: advance[(2 * row * bins)..<(2 * (row + 1) * bins)],
                delay: delay[(2 * row * bins)..<(2 * (row + 1) * bins)])
            if let settled, settled.frame == heard + row {
                integrator.settle(real: settled.real, imaginary: settled.imaginary)
            }
        }
        heard += count
        let made = try Engine.withGradients(false) {
            try vocoder.inverse(Tensor(spectrum, shape: [1, heard - spectrumStart, bins, 2])).floats()
        }
        let finished = isLast ? heard : max(heard - reach, given)
        let output = Array(made[((given - spectrumStart) * hop)..<((finished - spectrumStart) * hop)])
        given = finished
        let kept = max(finished - reach, 0)
        spectrum.removeFirst((kept - spectrumStart) * bins * 2)
        spectrumStart = kept
        return output
    }
}
