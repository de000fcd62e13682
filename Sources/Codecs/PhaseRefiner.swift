import Foundation
import Signal

/// Makes a vocoder's phases agree with each other and its magnitudes with the Mel: fast Griffin-Lim iterations that
/// start from the vocoder's own samples, towards their magnitudes fitted to the Mel. A Vocos trained without discriminators finds magnitudes and attacks but lets
/// the phases of held tones wander, which costs harmony (RUNS.md has the figures).
public struct PhaseRefiner: Sendable {
    private let griffinLim: GriffinLim
    /// Frames refined at a time, which bounds memory.
    static let piece = 2048

    /// Updates of magnitudes towards the Mel (`MelFilterbank.fitted`).
    static let fits = 3

    public init(iterations: Int = 32) {
        griffinLim = GriffinLim(iterations: iterations)
    }

    /// Frames on either side that a frame's result depends on: windows of 4 hops reach 2 frames when they are added up
    /// and 2 when they are cut out, once an iteration and once at the ends. So pieces with as many neighbours give the
    /// samples of the whole, bit by bit.
    public var reach: Int { 4 * (griffinLim.iterations + 1) }

    /// - Parameters:
    ///   - samples: of the vocoder, frames * hop.
    ///   - logMel: natural logarithms.
    ///   - progress: called after each piece with the share that is done; throws to cancel.
    public func refine(
        _ samples: [Float], logMel: Spectrogram, progress: (Double) throws -> Void = { _ in }
    ) rethrows -> [Float] {
        try refine(samples, logMel: logMel, check: {}, progress: progress)
    }

    /// The same, ended by an error of `check`, which is called before each iteration.
    public func refine(
        _ samples: [Float], logMel: Spectrogram, check: () throws -> Void, progress: (Double) throws -> Void
    ) rethrows -> [Float] {
        let hop = griffinLim.frontEnd.hop
        var output: [Float] = []
        output.reserveCapacity(samples.count)
        for start in stride(from: 0, to: logMel.frames, by: Self.piece) {
            let stop = min(start + Self.piece, logMel.frames)
            let (first, last) = (max(start - reach, 0), min(stop + reach, logMel.frames))
            let cut = Spectrogram(
                frames: last - first, bands: logMel.bands,
                values: Array(logMel.values[(first * logMel.bands)..<(last * logMel.bands)]),
                hopSeconds: logMel.hopSeconds)
            let known = Array(samples[(first * hop)..<(last * hop)])
            let made = try griffinLim.samples(
                fromMagnitudes: magnitudes(of: known, cut), startingFrom: known, check: check)
            output += made[((start - first) * hop)..<((stop - first) * hop)]
            try progress(Double(stop) / Double(logMel.frames))
        }
        return output
    }

    /// Those of the samples, as far as the Mel lets them be: a pseudo-inverse of the Mel would smear partials over bands.
    private func magnitudes(of samples: [Float], _ logMel: Spectrogram) -> [Float] {
        let frontEnd = griffinLim.frontEnd
        return frontEnd.filterbank.fitted(
            frontEnd.transform.spectrum(of: samples, padding: frontEnd.padding).magnitude(),
            toMel: logMel.values.map { expf($0) }, frames: logMel.frames, updates: Self.fits)
    }
}
