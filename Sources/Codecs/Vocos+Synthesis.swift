import Foundation
import Signal
import Tensors

extension Vocos {
    /// Where the phases come from.
    public enum Phases: String, CaseIterable, Sendable {
        /// The head's own, frame by frame.
        case head
        /// Integrated from their gradients, which holds tones (`PhaseIntegrator`).
        case integrated
    }

    /// Integrated where the model has that head.
    public var defaultPhases: Phases { gradientHead == nil ? .head : .integrated }

    /// Griffin-Lim iterations that its samples gain by (`PhaseRefiner`; RUNS.md has the figures): a few clean integrated
    /// phases, many make up for phases of the head.
    public var refinements: Int { defaultPhases == .integrated ? 2 : 32 }

    /// Frames computed at a time.
    package static let piece = 1024

    /// Samples of a long natural-log Mel (`values[frame * bands + band]`), computed in pieces that see enough of their
    /// neighbours to give the same samples as the whole at once would.
    /// - Parameters:
    ///   - phases: `defaultPhases` unless given; `integrated` needs a model with that head.
    ///   - known: samples that are decided, from the first frame on: integrated phases go on from their end. What is
    ///     returned in their place is of no use.
    ///   - progress: called after each piece with the share that is done; throws to cancel.
    public func samples(
        _ values: [Float], frames: Int, phases: Phases? = nil, known: [Float] = [],
        progress: (Double) throws -> Void = { _ in }
    ) throws -> [Float] {
        precondition(phases != .integrated || gradientHead != nil, "a vocoder without a head for phase gradients")
        return try (phases ?? defaultPhases) == .head
            ? headSamples(values, frames: frames, progress: progress)
            : integratedSamples(
                values, frames: frames, piece: Self.piece, known: known, progress: progress)
    }

    private func headSamples(
        _ values: [Float], frames: Int, progress: (Double) throws -> Void
    ) throws -> [Float] {
        let hop = configuration.hop
        var output: [Float] = []
        output.reserveCapacity(frames * hop)
        for start in stride(from: 0, to: frames, by: Self.piece) {
            let stop = min(start + Self.piece, frames)
            let (first, last) = (max(start - headContext, 0), min(stop + headContext, frames))
            output += try headSamples(
                melValues(values, first..<last), from: start - first, stop - start)
            try progress(Double(stop) / Double(frames))
        }
        return output
    }

    /// Frames on either side that are heard in a frame: `context`, and the overlap of 4 windows.
    var headContext: Int { context + 4 }

    /// Samples of `count` frames from frame `start` of a Mel on.
    func headSamples(_ mel: [Float], from start: Int, _ count: Int) throws -> [Float] {
        let hop = configuration.hop
        let made = try Engine.withGradients(false) { self(tensor(mel)) }.floats()
        return Array(made[(start * hop)..<((start + count) * hop)])
    }

    /// Frames on either side that a frame of the backbone sees: its convolutions reach 3 each.
    var context: Int { 3 * (configuration.blocks + 1) }

    package func integratedSamples(
        _ values: [Float], frames: Int, piece: Int, known: [Float] = [], progress: (Double) throws -> Void = { _ in }
    ) throws -> [Float] {
        var synthesis = IntegratedSynthesis(self)
        if let settled = settledFrame(known) { synthesis.settled = settled }
        var output: [Float] = []
        output.reserveCapacity(frames * configuration.hop)
        for start in stride(from: 0, to: frames, by: piece) {
            let stop = min(start + piece, frames)
            let (first, last) = (max(start - context, 0), min(stop + context, frames))
            output += try synthesis.next(
                melValues(values, first..<last), from: start - first, stop - start, isLast: stop == frames)
            try progress(Double(stop) / Double(frames))
        }
        return output
    }

    /// The spectrum of the last frame whose window lies in the known samples; nil when they are too few.
    private func settledFrame(_ known: [Float]) -> (frame: Int, real: [Float], imaginary: [Float])? {
        let (size, hop) = (configuration.fftLength, configuration.hop)
        let padding = (size - hop) / 2
        let frame = (known.count + padding - size) / hop
        let start = frame * hop - padding
        guard start >= 0, start + size <= known.count else { return nil }
        let windowed = Window.hann.values(size).enumerated().map { $1 * known[start + $0] }
        let (real, imaginary) = FourierTransform(length: size).forward(windowed)
        return (frame, real, imaginary)
    }

    private func melValues(_ values: [Float], _ frames: Range<Int>) -> [Float] {
        Array(values[(frames.lowerBound * configuration.bands)..<(frames.upperBound * configuration.bands)])
    }

    private func tensor(_ mel: [Float]) -> Tensor {
        Tensor(mel, shape: [1, mel.count / configuration.bands, configuration.bands])
    }

    /// Magnitudes (fitted to the Mel), advances and delays of `count` frames from frame `start` on.
    /// - Parameter tones: fundamentals that are known to sound in each of them, Hz; none where nothing is known.
    func polar(
        _ mel: [Float], from start: Int, _ count: Int, tones: [[Float]] = []
    ) throws -> (magnitudes: [Float], advance: [Float], delay: [Float]) {
        try Engine.withGradients(false) {
            let features = features(tensor(mel)).narrowed(1, from: start, length: count)
            guard let gradients = phaseGradients(features) else {
                preconditionFailure("a vocoder without a head for phase gradients")
            }
            let bands = configuration.bands
            let partials = PartialPhases(configuration, sampleRate: MelFrontEnd().sampleRate)
            var shaped = try gradients.logMagnitude.exp().floats()
            var advance = try gradients.advance.floats()
            for (row, tones) in tones.enumerated() {
                partials.shape(&shaped, row: row, tones: tones)
                partials.turn(&advance, row: row, tones: tones)
            }
            let magnitudes = filterbank.fitted(
                shaped,
                toMel: mel[(start * bands)..<((start + count) * bands)].map { expf($0) }, frames: count,
                updates: PhaseRefiner.fits)
            return (magnitudes, advance, try gradients.delay.floats())
        }
    }
}
