import Signal

/// What pictures are made from.
enum MediaPictures {
    /// Mel frames computed at a time, so that a long song needs little memory.
    private static let chunk = 2048
    /// Frames around a chunk that its windows reach into.
    private static let context = 2

    /// The Mel of `MelFrontEnd`'s published settings, chunk by chunk: the same as of the whole.
    static func mel(_ mono: [Float], sampleRate: Double) throws -> Spectrogram {
        let front = MelFrontEnd()
        let samples = try Resampler(from: sampleRate, to: front.sampleRate, quality: .high).resample(mono)
        let frames = samples.count / front.hop
        var values: [Float] = []
        values.reserveCapacity(frames * front.bands)
        for first in stride(from: 0, to: frames, by: chunk) {
            let last = min(first + chunk, frames)
            let lead = min(first, context)
            let end = last == frames ? samples.count : min((last + context) * front.hop, samples.count)
            let part = front.logMel(Array(samples[(first - lead) * front.hop..<end]))
            values += part.values[lead * front.bands..<(lead + last - first) * front.bands]
        }
        return Spectrogram(
            frames: frames, bands: front.bands, values: values, hopSeconds: Double(front.hop) / front.sampleRate)
    }

    /// All stems together, mono.
    static func sum(_ stems: [String: AudioBuffer]) -> AudioBuffer? {
        guard let first = stems.values.first else { return nil }
        var sum = first.mono()
        for stem in stems.values.dropFirst() {
            for (index, sample) in stem.mono().enumerated() where index < sum.count { sum[index] += sample }
        }
        return AudioBuffer(sampleRate: first.sampleRate, mono: sum)
    }
}
