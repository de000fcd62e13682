import Signal

/// The sound of a band at A = 440 Hz, brought to the tuning and the time of a take as it comes; see `BandConditions`.
struct RetunedSound {
    /// nil where the band plays in the take's tuning.
    private let stream: ResamplingStream?

    /// - Parameters:
    ///   - ratio: frequencies of the take over those of the band.
    ///   - rate: samples a second of both.
    init(ratio: Double, rate: Double) throws {
        stream = try ratio == 1 ? nil : ResamplingStream(Resampler(from: rate * ratio, to: rate))
    }

    /// Takes the next samples of the band.
    /// - Returns: the next samples of the take as far as they can be told.
    func append(_ band: [Float], isLast: Bool) throws -> [Float] {
        guard let stream else { return band }
        var samples: [Float] = []
        try band.withUnsafeBufferPointer { try stream.push($0, into: &samples) }
        if isLast { try stream.finish(into: &samples) }
        return samples
    }

    /// Part of a band.
    /// - Parameter first: which sample of the band the first one is.
    /// - Returns: from which sample of the take on, and its samples from there.
    static func part(
        _ band: [Float], from first: Int, ratio: Double, rate: Double
    ) throws -> (start: Int, samples: [Float]) {
        guard ratio != 1 else { return (first, band) }
        // sample 0 is the only one that surely lies on a sample of both
        let whole = try RetunedSound(ratio: ratio, rate: rate)
            .append([Float](repeating: 0, count: first) + band, isLast: true)
        let start = Int((Double(first) / ratio).rounded(.up))
        return (start, Array(whole.dropFirst(start)))
    }
}
