import Foundation

/// What tones that are known to sound tell of a spectrum that a Mel left open: where its partials lie.
///
/// A Mel's bands are 34 Hz apart at the low end, and so can't tell one tone of a bass from the next. Bins near a partial
/// turn at the partial's frequency, and their magnitudes follow the window's main lobe about it: the harmonic part of a
/// harmonic-plus-noise model (Engel et al. 2020, DDSP, section 3.2) inside of the vocoder's own spectrum. Rows of bins.
struct PartialPhases {
    private let bins: Int
    /// Hz.
    private let binWidth: Double
    /// Seconds.
    private let hop: Double

    /// Partials are told up to here, Hz: above it bands are finer than the tones' own distances need.
    private static let highest = 1_200.0
    /// Bins on either side that a partial governs: the main lobe of a Hann window.
    private static let lobe = 2.0
    /// How sure the advance is, see `PhaseIntegrator`.
    private static let sureness = 0.97
    /// Magnitudes between partials, against those on them.
    private static let valley = 0.02

    init(_ configuration: VocosConfiguration, sampleRate: Double) {
        bins = configuration.fftLength / 2 + 1
        binWidth = sampleRate / Double(configuration.fftLength)
        hop = Double(configuration.hop) / sampleRate
    }

    /// The nearest partial of any tone, Hz, and its distance in bins; nil beyond a partial's reach.
    private func partial(at bin: Int, of tones: [Float]) -> (hertz: Double, distance: Double)? {
        let centre = Double(bin) * binWidth
        var best: (hertz: Double, distance: Double)?
        for tone in tones where tone > 0 {
            let hertz = max((centre / Double(tone)).rounded(), 1) * Double(tone)
            let distance = abs(hertz - centre) / binWidth
            if distance < best?.distance ?? Self.lobe { best = (hertz, distance) }
        }
        return best
    }

    private var range: Range<Int> { 1..<min(Int(Self.highest / binWidth), bins) }

    /// Magnitudes of one frame with their partials brought out.
    func shape(_ magnitudes: inout [Float], row: Int, tones: [Float]) {
        guard !tones.isEmpty else { return }
        for bin in range {
            let height = partial(at: bin, of: tones).map { 0.5 + 0.5 * cos(.pi * $0.distance / Self.lobe) } ?? 0
            magnitudes[row * bins + bin] *= Float(max(height, Self.valley))
        }
    }

    /// Advances of one frame (interleaved vectors, see `PhaseGradients`), those of partials in place of what was heard.
    func turn(_ advance: inout [Float], row: Int, tones: [Float]) {
        guard !tones.isEmpty else { return }
        for bin in range {
            guard let partial = partial(at: bin, of: tones) else { continue }
            let angle = 2 * Double.pi * (partial.hertz - Double(bin) * binWidth) * hop
            let place = 2 * (row * bins + bin)
            advance[place] = Float(Self.sureness * cos(angle))
            advance[place + 1] = Float(Self.sureness * sin(angle))
        }
    }
}
