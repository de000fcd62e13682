import CSndfile

/// What `AudioWriter` writes.
public enum AudioFileFormat: String, Sendable, Codable, CaseIterable {
    case wav16, wav24, wavFloat, flac16, flac24

    /// nil for floating point.
    public var bits: Int? {
        switch self {
        case .wav16, .flac16: 16
        case .wav24, .flac24: 24
        case .wavFloat: nil
        }
    }

    public var isFLAC: Bool { self == .flac16 || self == .flac24 }

    public var fileExtension: String { isFLAC ? "flac" : "wav" }

    /// libsndfile's code. More than two channels need WAVE_FORMAT_EXTENSIBLE, and 4 GB or more of sound RF64.
    func code(channelCount: Int, frameCount: Int) -> Int32 {
        let encoding =
            switch bits {
            case 16: SF_FORMAT_PCM_16
            case 24: SF_FORMAT_PCM_24
            default: SF_FORMAT_FLOAT
            }
        // The RIFF length has 32 bits and counts the other chunks too.
        let isLarge = frameCount * channelCount * ((bits ?? 32) / 8) > 0xFFF0_0000
        let container =
            isFLAC ? SF_FORMAT_FLAC : isLarge ? SF_FORMAT_RF64 : channelCount > 2 ? SF_FORMAT_WAVEX : SF_FORMAT_WAV
        return Int32(container) | Int32(encoding)
    }
}
