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
        return mel(samples, front, from: 0)
    }

    /// - Parameters:
    ///   - samples: at the front end's rate.
    ///   - start: the first frame that is wanted.
    fileprivate static func mel(_ samples: [Float], _ front: MelFrontEnd, from start: Int) -> Spectrogram {
        let frames = samples.count / front.hop
        var values: [Float] = []
        values.reserveCapacity((frames - start) * front.bands)
        for first in stride(from: start, to: frames, by: chunk) {
            let last = min(first + chunk, frames)
            let lead = min(first, context)
            let end = last == frames ? samples.count : min((last + context) * front.hop, samples.count)
            let part = front.logMel(Array(samples[(first - lead) * front.hop..<end]))
            values += part.values[lead * front.bands..<(lead + last - first) * front.bands]
        }
        return Spectrogram(
            frames: max(frames - start, 0), bands: front.bands, values: values,
            hopSeconds: Double(front.hop) / front.sampleRate)
    }
}

/// The Mel of a sound that grows: frames that no later sample reaches are computed once, and what was heard of them is
/// forgotten.
struct GrowingMel {
    private let front = MelFrontEnd()
    private var stream: ResamplingStream?
    /// At the front end's rate, from `forgotten` frames on.
    private var samples: [Float] = []
    private var forgotten = 0
    /// Frames that stay as they are.
    private var settled = 0
    /// Of all samples so far, the same as of `MediaPictures.mel` of them but for what the resampler holds back.
    private(set) var pyramid: MelPyramid

    init() {
        pyramid = MelPyramid(
            Spectrogram(
                frames: 0, bands: front.bands, values: [], hopSeconds: Double(front.hop) / front.sampleRate))
    }

    /// - Throws: errors of the resampler.
    mutating func append(_ mono: [Float], sampleRate: Double) throws {
        let stream =
            try self.stream ?? ResamplingStream(Resampler(from: sampleRate, to: front.sampleRate, quality: .high))
        self.stream = stream
        try mono.withUnsafeBufferPointer { try stream.push($0, into: &samples) }
        let mel = MediaPictures.mel(samples, front, from: settled - forgotten)
        pyramid.append(mel, from: settled)
        settled = max(pyramid.frames - MediaPictures.context - 1, 0)
        let kept = max(settled - MediaPictures.context, 0)
        samples.removeFirst((kept - forgotten) * front.hop)
        forgotten = kept
    }
}
