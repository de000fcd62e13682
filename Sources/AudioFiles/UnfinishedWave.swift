import CSndfile
import Foundation

/// A WAV file whose header says that it holds no sound although sound stands behind it: the recorder lost its power before it
/// could write how much (chunks: Microsoft and IBM, "Multimedia Programming Interface and Data Specifications 1.0", 1991).
struct UnfinishedWave {
    let channelCount: Int
    let sampleRate: Int
    /// libsndfile's.
    let encoding: Int32
    /// Bytes before the first frame, and of a frame.
    let offset: Int64
    let frameBytes: Int

    /// nil where the file is something else, or says how much it holds.
    init?(descriptor: Int32) {
        func bytes(at place: Int64, count: Int) -> [UInt8]? {
            var bytes = [UInt8](repeating: 0, count: count)
            return pread(descriptor, &bytes, count, off_t(place)) == count ? bytes : nil
        }
        func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reversed().reduce(0) { $0 << 8 | Int($1) } }
        guard let riff = bytes(at: 0, count: 12), riff[..<4].elementsEqual("RIFF".utf8),
            riff[8...].elementsEqual("WAVE".utf8)
        else { return nil }
        var place: Int64 = 12
        var format: [UInt8]?
        for _ in 0..<Self.mostChunks {
            guard let head = bytes(at: place, count: 8) else { return nil }
            let size = number(head[4...])
            place += 8
            if head[..<4].elementsEqual("fmt ".utf8) { format = bytes(at: place, count: min(max(size, 16), 26)) }
            if head[..<4].elementsEqual("data".utf8) {
                guard size == 0 else { return nil }
                break
            }
            place += Int64(size + size % 2)
        }
        guard let format else { return nil }
        let (kind, bits) = (number(format[0..<2]), number(format[14..<16]))
        // an extensible format names its kind behind
        let isExtensible = kind == 0xFFFE && format.count >= 26
        switch (isExtensible ? number(format[24..<26]) : kind, bits) {
        case (1, 8): encoding = Int32(SF_FORMAT_PCM_U8)
        case (1, 16): encoding = Int32(SF_FORMAT_PCM_16)
        case (1, 24): encoding = Int32(SF_FORMAT_PCM_24)
        case (1, 32): encoding = Int32(SF_FORMAT_PCM_32)
        case (3, 32): encoding = Int32(SF_FORMAT_FLOAT)
        case (3, 64): encoding = Int32(SF_FORMAT_DOUBLE)
        default: return nil
        }
        channelCount = number(format[2..<4])
        sampleRate = number(format[4..<8])
        frameBytes = channelCount * bits / 8
        offset = place
        guard SoundFile.channelCounts.contains(channelCount), SoundFile.sampleRates.contains(Double(sampleRate)) else {
            return nil
        }
    }

    /// No header has as many.
    private static let mostChunks = 1000
}
