/// What is measured on a clip of one singer.
public enum VoiceStatistic: String, CaseIterable, Codable, CodingKeyRepresentable, Sendable {
    /// Share of the frames that are voiced.
    case voicedShare
    /// MIDI pitch of voiced frames.
    case pitch
    /// Semitones between the 5 % and 95 % quantiles of pitch.
    case pitchRange
    /// Semitones a second by which pitch moves from frame to frame within a voiced stretch.
    case pitchMotion
    /// Cents: standard deviation within steady notes.
    case noteScatter
    /// Cents to either side, of steady notes of half a second or more.
    case vibratoExtent
    /// Hertz, of those where one wave explains the motion.
    case vibratoRate
    /// Decibels an octave: a line through the harmonics of a voiced frame up to 6 kHz.
    case frameTilt
    /// Decibels an octave: a line through the long-term spectrum from 250 Hz to 8 kHz.
    case longTermTilt
    /// Decibels, of voiced frames.
    case harmonicsToNoise
    /// Hertz: mean of the magnitude spectrum of voiced frames, and standard deviation around it.
    case centroid, bandwidth
    /// Share of what the envelope does between 0.5 and 20 Hz that it does between 2 and 8 Hz, at the rate of syllables.
    case syllableModulation
    /// Decibels by which level rises within 32 ms at an onset.
    case onsetSharpness
    /// Decibels from the loud frames (95 %) down to the quiet ones (5 %).
    case levelRange
    /// Hertz above which the long-term spectrum lies 60 dB and more under its peak.
    case highLimit

    /// Smallest difference that matters: what distances are divided by where real clips do not differ.
    var grain: Double {
        switch self {
        case .voicedShare, .syllableModulation: 0.02
        case .pitch, .pitchRange, .pitchMotion, .frameTilt, .longTermTilt, .harmonicsToNoise: 0.5
        case .noteScatter, .vibratoExtent: 3
        case .vibratoRate: 0.2
        case .centroid, .bandwidth, .highLimit: 100
        case .onsetSharpness, .levelRange: 1
        }
    }
}
