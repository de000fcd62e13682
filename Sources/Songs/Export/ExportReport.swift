import Foundation

/// What was exported.
public struct ExportReport: Codable, Sendable, Equatable {
    public struct File: Codable, Sendable, Equatable {
        public var path: String
        public var part: ExportSettings.Part
        /// Of the strip, for `stems`.
        public var stem: String?
        /// Samples beyond full scale that an integer format holds there.
        public var clippedSamples: Int
        /// LUFS; nil when too short or too quiet to measure.
        public var loudness: Double?
        /// dBTP; nil for silence.
        public var truePeak: Double?
        public var replacedAnother: Bool
    }

    public var files: [File]
    /// Hertz.
    public var sampleRate: Double
    public var frameCount: Int
    /// dB that all files were moved to reach the loudness, or a sane level.
    public var gain: Double
    /// What is worth knowing, a sentence each.
    public var notices: [String]
}
