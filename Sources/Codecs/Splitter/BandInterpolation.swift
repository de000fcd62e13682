import Signal

/// Spreads one value a Mel band over a transform's bins: straight lines on the Mel scale between the bands' middles, and
/// the outermost values beyond them.
struct BandInterpolation: Sendable {
    /// For each bin a band, and the weight of the band after it.
    private let places: [(band: Int, weight: Float)]

    /// For a front end that hears from 0 Hz to half its rate.
    init(_ frontEnd: MelFrontEnd) {
        let step = MelFilterbank.mel(hertz: frontEnd.sampleRate / 2) / Double(frontEnd.bands + 1)
        places = (0..<frontEnd.transform.bins).map { bin in
            let hertz = Double(bin) * frontEnd.sampleRate / Double(frontEnd.transform.fftLength)
            let place = min(max(MelFilterbank.mel(hertz: hertz) / step - 1, 0), Double(frontEnd.bands - 1))
            let band = min(Int(place), max(frontEnd.bands - 2, 0))
            return (band, Float(place - Double(band)))
        }
    }

    /// - Parameter bands: at least two values.
    func spread(_ bands: ArraySlice<Float>) -> [Float] {
        places.map { band, weight in
            let low = bands[bands.startIndex + band]
            return low + weight * (bands[bands.startIndex + band + 1] - low)
        }
    }
}
