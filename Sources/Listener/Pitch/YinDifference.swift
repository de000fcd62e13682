import Signal

/// YIN's cumulative mean normalised difference function, by FFT.
///
/// A. de Cheveigne and H. Kawahara, "YIN, a fundamental frequency estimator for speech and music", JASA 111 (2002),
/// equations 6 (difference), 7 (by energies and autocorrelation) and 8 (cumulative mean normalisation).
struct YinDifference {
    /// Samples that are compared with their shifted copy.
    let window: Int
    /// The largest lag computed, samples.
    let maximumLag: Int
    private let transform: FourierTransform
    private var head: [Float]
    private var whole: [Float]
    /// d'(lag) for 0...maximumLag of the frame computed last; 1 where the frame is silent.
    private(set) var values: [Float]

    init(window: Int, maximumLag: Int) {
        self.window = window
        self.maximumLag = maximumLag
        // Circular correlation is exact for lags up to size - window.
        var size = 64
        while size < window + maximumLag { size *= 2 }
        transform = FourierTransform(length: size)
        head = [Float](repeating: 0, count: size)
        whole = head
        values = [Float](repeating: 1, count: maximumLag + 1)
    }

    /// Samples a frame needs: `window + maximumLag`.
    var span: Int { window + maximumLag }

    /// Computes `values` for the frame of `span` samples that starts at `start`; samples outside count as 0.
    mutating func compute(_ samples: [Float], start: Int) {
        for offset in 0..<span {
            let index = start + offset
            whole[offset] = index >= 0 && index < samples.count ? samples[index] : 0
        }
        for offset in 0..<window { head[offset] = whole[offset] }
        let (headReal, headImaginary) = transform.forward(head)
        var (real, imaginary) = transform.forward(whole)
        // The cross-power spectrum conj(head) whole, whose transform is the correlation.
        for bin in real.indices {
            let product = headReal[bin] * real[bin] + headImaginary[bin] * imaginary[bin]
            imaginary[bin] = headReal[bin] * imaginary[bin] - headImaginary[bin] * real[bin]
            real[bin] = product
        }
        normalise(correlation: transform.inverse(real: real, imaginary: imaginary))
    }

    private mutating func normalise(correlation: [Float]) {
        var headEnergy: Double = 0
        for offset in 0..<window { headEnergy += Double(whole[offset] * whole[offset]) }
        var shiftedEnergy = headEnergy
        var sum: Double = 0
        values[0] = 1
        // A frame below -100 dB is taken for silence: the quotient would only be rounding noise.
        let silent = headEnergy < Double(window) * 1e-10
        for lag in 1...maximumLag {
            let leaving = Double(whole[lag - 1])
            let entering = Double(whole[lag + window - 1])
            shiftedEnergy += entering * entering - leaving * leaving
            let difference = max(headEnergy + shiftedEnergy - 2 * Double(correlation[lag]), 0)
            sum += difference
            values[lag] = silent || sum <= 0 ? 1 : Float(difference * Double(lag) / sum)
        }
    }
}
