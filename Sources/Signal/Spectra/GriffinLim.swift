import Glibc

/// A waveform for a log-Mel spectrogram without a trained vocoder: the magnitudes by the filterbank's pseudo-inverse,
/// the phases by the fast Griffin-Lim iteration (Perraudin, Balazs & Sondergaard 2013). The yardstick that a neural
/// vocoder has to beat.
///
/// Threads: may be shared; see `FourierTransform`.
public struct GriffinLim: Sendable {
    public let frontEnd: MelFrontEnd
    public let iterations: Int
    /// 0 is the method of Griffin & Lim 1984.
    public let momentum: Float
    public let seed: UInt64

    /// (bins, bands) row-major.
    private let pseudoInverse: [Float]

    /// - Parameter seed: of the phases at the start.
    public init(
        frontEnd: MelFrontEnd = MelFrontEnd(), iterations: Int = 60, momentum: Float = 0.99, seed: UInt64 = 0
    ) {
        precondition(iterations >= 0 && momentum >= 0, "iterations and momentum cannot be negative")
        self.frontEnd = frontEnd
        self.iterations = iterations
        self.momentum = momentum
        self.seed = seed
        pseudoInverse = frontEnd.filterbank.pseudoInverse()
    }

    /// (frames, bands) -> frames * hop samples, aligned with what `frontEnd.logMel` would read.
    /// - Parameters:
    ///   - logMel: natural logarithms, not normalised.
    ///   - start: samples whose phases to start from, frames * hop of them; nil starts from random phases.
    public func samples(fromLogMel logMel: Spectrogram, startingFrom start: [Float]? = nil) -> [Float] {
        samples(fromLogMel: logMel, startingFrom: start, check: {})
    }

    /// The same, ended by an error of `check`, which is called before each iteration.
    public func samples(
        fromLogMel logMel: Spectrogram, startingFrom start: [Float]?, check: () throws -> Void
    ) rethrows -> [Float] {
        try samples(fromMagnitudes: magnitudes(fromLogMel: logMel), startingFrom: start, check: check)
    }

    /// The same for known magnitudes, (frames, bins).
    public func samples(
        fromMagnitudes magnitudes: [Float], startingFrom start: [Float]?, check: () throws -> Void
    ) rethrows -> [Float] {
        let frames = magnitudes.count / frontEnd.transform.bins
        let length = frames * frontEnd.hop
        precondition(start.map { $0.count == length } ?? true, "the start has another length")
        var estimate = start.map { phases(of: $0, magnitudes) } ?? randomPhases(magnitudes, frames: frames)
        var previous: Spectrum?
        for _ in 0..<iterations {
            try check()
            let signal = frontEnd.transform.samples(from: estimate, padding: frontEnd.padding, length: length)
            let consistent = frontEnd.transform.spectrum(of: signal, padding: frontEnd.padding)
            for index in magnitudes.indices {
                // t_n + momentum (t_n - t_{n-1}), then back to the wanted magnitude.
                var real = consistent.real[index]
                var imaginary = consistent.imaginary[index]
                if let previous {
                    real += momentum * (real - previous.real[index])
                    imaginary += momentum * (imaginary - previous.imaginary[index])
                }
                let scale = magnitudes[index] / max((real * real + imaginary * imaginary).squareRoot(), 1e-12)
                estimate.real[index] = real * scale
                estimate.imaginary[index] = imaginary * scale
            }
            previous = consistent
        }
        return frontEnd.transform.samples(from: estimate, padding: frontEnd.padding, length: length)
    }

    private func randomPhases(_ magnitudes: [Float], frames: Int) -> Spectrum {
        var generator = SeededGenerator(seed: seed)
        var spectrum = Spectrum(
            frames: frames, bins: frontEnd.transform.bins, real: magnitudes,
            imaginary: [Float](repeating: 0, count: magnitudes.count), hop: frontEnd.hop)
        for index in magnitudes.indices {
            let angle = Float(generator.uniform(in: 0..<2 * .pi))
            spectrum.real[index] = magnitudes[index] * cosf(angle)
            spectrum.imaginary[index] = magnitudes[index] * sinf(angle)
        }
        return spectrum
    }

    private func phases(of samples: [Float], _ magnitudes: [Float]) -> Spectrum {
        var spectrum = frontEnd.transform.spectrum(of: samples, padding: frontEnd.padding)
        for index in magnitudes.indices {
            let (real, imaginary) = (spectrum.real[index], spectrum.imaginary[index])
            let scale = magnitudes[index] / max((real * real + imaginary * imaginary).squareRoot(), 1e-12)
            spectrum.real[index] *= scale
            spectrum.imaginary[index] *= scale
        }
        return spectrum
    }

    /// (frames, bands) -> (frames, bins): the least-squares magnitudes, negative ones set to 0.
    public func magnitudes(fromLogMel logMel: Spectrogram) -> [Float] {
        precondition(logMel.bands == frontEnd.bands, "\(logMel.bands) bands for a front end of \(frontEnd.bands)")
        let bins = frontEnd.transform.bins
        let bands = logMel.bands
        let mel = logMel.values.map { expf($0) }
        var magnitudes = [Float](repeating: 0, count: logMel.frames * bins)
        for frame in 0..<logMel.frames {
            for bin in 0..<bins {
                var sum: Float = 0
                for band in 0..<bands { sum += pseudoInverse[bin * bands + band] * mel[frame * bands + band] }
                magnitudes[frame * bins + bin] = max(sum, 0)
            }
        }
        return magnitudes
    }
}
