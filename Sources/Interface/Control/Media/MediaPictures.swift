import Signal

/// What pictures are made from.
enum MediaPictures {
    /// Mel frames computed at a time, so that a long song needs little memory.
    fileprivate static let chunk = 2048
    /// Frames around a chunk that its windows reach into.
    fileprivate static let context = 2

    /// The Mel of `MelFrontEnd`'s published settings, chunk by chunk: the same as of the whole.
    static func mel(_ mono: [Float], sampleRate: Double) throws -> Spectrogram {
        let front = MelFrontEnd()
        let samples = try Resampler(from: sampleRate, to: front.sampleRate, quality: .high).resample(mono)
        return mel(samples, front, after: [])
    }

    /// - Parameters:
    ///   - samples: at the front end's rate.
    ///   - known: values of the first frames, as this gave them.
    fileprivate static func mel(_ samples: [Float], _ front: MelFrontEnd, after known: [Float]) -> Spectrogram {
        let frames = samples.count / front.hop
        var values = known
        values.reserveCapacity(frames * front.bands)
        for first in stride(from: known.count / front.bands, to: frames, by: chunk) {
            let last = min(first + chunk, frames)
            let lead = min(first, context)
            let end = last == frames ? samples.count : min((last + context) * front.hop, samples.count)
            let part = front.logMel(Array(samples[(first - lead) * front.hop..<end]))
            values += part.values[lead * front.bands..<(lead + last - first) * front.bands]
        }
        return Spectrogram(
            frames: frames, bands: front.bands, values: values, hopSeconds: Double(front.hop) / front.sampleRate)
    }
}

/// The Mel of a sound that grows: frames that no later sample reaches are computed once.
struct GrowingMel {
    private let front = MelFrontEnd()
    private var stream: ResamplingStream?
    /// At the front end's rate.
    private var samples: [Float] = []
    /// Of the frames that stay as they are.
    private var settled: [Float] = []

    /// - Returns: that of all samples so far, the same as `MediaPictures.mel` of them but for what the resampler holds back.
    mutating func append(_ mono: [Float], sampleRate: Double) throws -> Spectrogram {
        let stream =
            try self.stream ?? ResamplingStream(Resampler(from: sampleRate, to: front.sampleRate, quality: .high))
        self.stream = stream
        try mono.withUnsafeBufferPointer { try stream.push($0, into: &samples) }
        let mel = MediaPictures.mel(samples, front, after: settled)
        settled = Array(mel.values.prefix(max(mel.frames - MediaPictures.context - 1, 0) * front.bands))
        return mel
    }
}
