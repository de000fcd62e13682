import Signal

/// Makes a vocoder's phases agree with each other and its magnitudes with the Mel: fast Griffin-Lim iterations that
/// start from the vocoder's own samples. A Vocos trained without discriminators finds magnitudes and attacks but lets
/// the phases of held tones wander, which costs harmony (RUNS.md has the figures).
public struct PhaseRefiner: Sendable {
    private let griffinLim: GriffinLim
    /// Frames refined at a time, which bounds memory, and frames over which neighbouring pieces are cross-faded.
    static let piece = 2048
    static let overlap = 32

    public init(iterations: Int = 32) {
        griffinLim = GriffinLim(iterations: iterations)
    }

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
        var output = samples
        var start = 0
        while start < logMel.frames {
            let first = max(start - Self.overlap, 0)
            let stop = min(start + Self.piece, logMel.frames)
            let cut = Spectrogram(
                frames: stop - first, bands: logMel.bands,
                values: Array(logMel.values[(first * logMel.bands)..<(stop * logMel.bands)]),
                hopSeconds: logMel.hopSeconds)
            // the frames shared with the piece before start from its result
            let made = try griffinLim.samples(
                fromLogMel: cut, startingFrom: Array(output[(first * hop)..<(stop * hop)]), check: check)
            let fade = (start - first) * hop
            for index in made.indices {
                let weight = index < fade ? (Float(index) + 0.5) / Float(fade) : 1
                output[first * hop + index] += weight * (made[index] - output[first * hop + index])
            }
            start = stop
            try progress(Double(stop) / Double(logMel.frames))
        }
        return output
    }
}
