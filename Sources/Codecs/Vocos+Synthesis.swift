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
    public var refinements: Int { defaultPhases == .integrated ? 4 : 32 }

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
        // 7 convolutions of reach 3 and the overlap of 4 windows
        let context = 3 * (configuration.blocks + 1) + 4
        var output: [Float] = []
        output.reserveCapacity(frames * hop)
        for start in stride(from: 0, to: frames, by: Self.piece) {
            let stop = min(start + Self.piece, frames)
            let (first, last) = (max(start - context, 0), min(stop + context, frames))
            let made = try Engine.withGradients(false) { self(mel(values, first..<last)) }.floats()
            output += made[((start - first) * hop)..<((stop - first) * hop)]
            try progress(Double(stop) / Double(frames))
        }
        return output
    }

    package func integratedSamples(
        _ values: [Float], frames: Int, piece: Int, known: [Float] = [], progress: (Double) throws -> Void = { _ in }
    ) throws -> [Float] {
        let (hop, bins) = (configuration.hop, configuration.fftLength / 2 + 1)
        // 7 convolutions of reach 3
        let context = 3 * (configuration.blocks + 1)
        // a hop of samples is reached by so many frames before and after its own
        let reach = (configuration.fftLength - hop) / 2 / hop + 1
        let settled = settledFrame(known)
        var integrator = PhaseIntegrator(fftLength: configuration.fftLength, hop: hop)
        var output: [Float] = []
        output.reserveCapacity(frames * hop)
        var spectrum: [Float] = []  // of frames `spectrumStart` and after
        var spectrumStart = 0
        for start in stride(from: 0, to: frames, by: piece) {
            let stop = min(start + piece, frames)
            let (first, last) = (max(start - context, 0), min(stop + context, frames))
            let (magnitudes, advance, delay) = try polar(mel(values, first..<last), from: start - first, stop - start)
            for row in 0..<(stop - start) {
                spectrum += integrator.next(
                    magnitudes: magnitudes[(row * bins)..<((row + 1) * bins)],
                    advance: advance[(2 * row * bins)..<(2 * (row + 1) * bins)],
                    delay: delay[(2 * row * bins)..<(2 * (row + 1) * bins)])
                if let settled, settled.frame == start + row {
                    integrator.settle(real: settled.real, imaginary: settled.imaginary)
                }
            }
            let made = try Engine.withGradients(false) {
                try inverse(Tensor(spectrum, shape: [1, stop - spectrumStart, bins, 2])).floats()
            }
            // the last frames wait for those after them
            let finished = stop == frames ? stop : max(stop - reach, 0)
            output += made[(output.count - spectrumStart * hop)..<((finished - spectrumStart) * hop)]
            let kept = max(finished - reach, 0)
            spectrum.removeFirst((kept - spectrumStart) * bins * 2)
            spectrumStart = kept
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

    private func mel(_ values: [Float], _ frames: Range<Int>) -> Tensor {
        let bands = configuration.bands
        return Tensor(
            Array(values[(frames.lowerBound * bands)..<(frames.upperBound * bands)]),
            shape: [1, frames.count, bands])
    }

    /// Magnitudes, advances and delays of `count` frames from frame `start` on.
    private func polar(
        _ mel: Tensor, from start: Int, _ count: Int
    ) throws -> (magnitudes: [Float], advance: [Float], delay: [Float]) {
        try Engine.withGradients(false) {
            let features = features(mel).narrowed(1, from: start, length: count)
            guard let gradients = phaseGradients(features) else {
                preconditionFailure("a vocoder without a head for phase gradients")
            }
            return try (
                gradients.logMagnitude.exp().floats(), gradients.advance.floats(), gradients.delay.floats()
            )
        }
    }
}
