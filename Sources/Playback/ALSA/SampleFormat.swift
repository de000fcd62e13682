import CAlsa
import Signal

/// How samples stand in a device's memory, best first.
package enum SampleFormat: CaseIterable {
    case float
    case integer32
    case integer16

    var alsa: snd_pcm_format_t {
        switch self {
        case .float: SND_PCM_FORMAT_FLOAT
        case .integer32: SND_PCM_FORMAT_S32
        case .integer16: SND_PCM_FORMAT_S16
        }
    }

    var bytesPerSample: Int { self == .integer16 ? 2 : 4 }

    /// Samples as the device takes them; integers hold full scale, and silence where a sample is no number.
    package func encode(
        _ samples: UnsafeBufferPointer<Float>, into bytes: UnsafeMutableRawBufferPointer, dither: inout Dither
    ) {
        switch self {
        case .float: bytes.copyMemory(from: UnsafeRawBufferPointer(samples))
        case .integer32:
            let steps = bytes.bindMemory(to: Int32.self)
            for (index, sample) in samples.enumerated() {
                // Float has 24 bits: below the largest of them that is less than 2^31 nothing overflows.
                steps[index] = Int32(min(max(sample.isNaN ? 0 : sample * 0x1p31, -0x1p31), 0x1.fffffep30))
            }
        case .integer16:
            let steps = bytes.bindMemory(to: Int16.self)
            for (index, sample) in samples.enumerated() {
                steps[index] = Int16(truncatingIfNeeded: dither.quantized(sample.isNaN ? 0 : sample))
            }
        }
    }

    /// One sample a frame, that of the first channel.
    package func decodeFirst(
        _ bytes: UnsafeRawBufferPointer, channels: Int, into samples: UnsafeMutableBufferPointer<Float>
    ) {
        for index in samples.indices {
            let offset = index * channels * bytesPerSample
            samples[index] =
                switch self {
                case .float: bytes.loadUnaligned(fromByteOffset: offset, as: Float.self)
                case .integer32: Float(bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)) * 0x1p-31
                case .integer16: Float(bytes.loadUnaligned(fromByteOffset: offset, as: Int16.self)) * 0x1p-15
                }
        }
    }
}
