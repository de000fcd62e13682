extension MelFilterbank {
    /// Magnitudes whose Mel is a given one, as like to given magnitudes as that allows: what these know of partials
    /// between the bands stays, the level is the Mel's.
    ///
    /// Each update multiplies a bin by the mean, weighted by the filters, of how much its bands lack: the update of
    /// D. Lee and H. Seung (NIPS 2000, theorem 2), which lowers the divergence of the Mels at every step. Bins that no
    /// filter sees stay as they are.
    /// - Parameters:
    ///   - magnitudes: (frames, bins), none below 0.
    ///   - mel: (frames, bands), magnitudes and not logarithms.
    public func fitted(_ magnitudes: [Float], toMel mel: [Float], frames: Int, updates: Int) -> [Float] {
        precondition(magnitudes.count == frames * bins && mel.count == frames * bands, "not \(frames) frames")
        var sums = [Float](repeating: 0, count: bins)
        for filter in filters {
            for (index, weight) in filter.weights.enumerated() { sums[filter.first + index] += weight }
        }
        let scales = sums.map { $0 > 0 ? 1 / $0 : 0 }
        var fitted = magnitudes
        var lacking = sums
        for frame in 0..<frames {
            let row = frame * bins
            for _ in 0..<updates {
                for bin in 0..<bins { lacking[bin] = 0 }
                for (band, filter) in filters.enumerated() {
                    var present = Self.silence
                    for (index, weight) in filter.weights.enumerated() {
                        present += weight * fitted[row + filter.first + index]
                    }
                    let quotient = mel[frame * bands + band] / present
                    for (index, weight) in filter.weights.enumerated() {
                        lacking[filter.first + index] += weight * quotient
                    }
                }
                for bin in 0..<bins where scales[bin] > 0 { fitted[row + bin] *= lacking[bin] * scales[bin] }
            }
        }
        return fitted
    }

    /// Added to what is present: far below `MelFrontEnd.floor`.
    private static let silence: Float = 1e-7
}
