import AudioFiles
import Foundation

/// What is exported, and as what.
public struct ExportSettings: Codable, Sendable, Equatable {
    public enum Part: String, Codable, Sendable, CaseIterable {
        /// Everything that is heard.
        case mix
        /// All stems without the vocal.
        case accompaniment
        /// Every stem in a file of its own.
        case stems
        case vocal
    }

    public enum Rate: Codable, Sendable, Equatable {
        case song
        /// The take's own, so that its stems are not resampled.
        case take
        /// Hertz.
        case hertz(Double)
    }

    /// What the files are, beside the sounds of a song as it stands in the workstation.
    public enum Preset: String, Codable, Sendable {
        /// Those of a `TakeFolder`: called as their parts are, mono where nothing in them is wider, at a level that is
        /// neither clipped nor too quiet; the vocal as it was sung, in single precision and through no mixer.
        case take
    }

    public var parts: Set<Part>
    public var format: AudioFileFormat
    public var rate: Rate
    /// LUFS that the mix is brought to; nil leaves the loudness as it is heard.
    public var loudness: Double?
    /// dBTP of a limiter for this export; nil takes the song's own master limiter, on or off.
    public var limiterCeiling: Double?
    /// Of integer formats.
    public var isDithered: Bool
    /// Seconds; nil is the whole song.
    public var range: Range<Double>?
    /// nil is the song's own.
    public var preset: Preset?

    public init(
        parts: Set<Part> = [.mix], format: AudioFileFormat = .wav24, rate: Rate = .song, loudness: Double? = nil,
        limiterCeiling: Double? = nil, isDithered: Bool = true, range: Range<Double>? = nil, preset: Preset? = nil
    ) {
        self.parts = parts
        self.format = format
        self.rate = rate
        self.loudness = loudness
        self.limiterCeiling = limiterCeiling
        self.isDithered = isDithered
        self.range = range
        self.preset = preset
    }

    /// What `generate` and `layer` write.
    /// - Parameters:
    ///   - hasStems: whether each stem gets a file of its own.
    ///   - range: seconds of the song that all files last; nil is the whole song.
    public static func take(hasStems: Bool, range: Range<Double>? = nil) -> ExportSettings {
        ExportSettings(
            parts: hasStems ? [.accompaniment, .vocal, .mix, .stems] : [.accompaniment, .vocal, .mix],
            range: range, preset: .take)
    }

    /// LUFS.
    public static let loudnessRange = -60.0...0.0
    /// dBTP.
    public static let ceilingRange = -20.0...0.0
    /// Hertz.
    public static let rateRange = 8_000.0...192_000.0

    /// - Throws: `ExportError` naming what lies outside its range.
    func validate() throws {
        guard !parts.isEmpty else { throw ExportError.nothingWanted }
        if let loudness, !Self.loudnessRange.contains(loudness) {
            throw ExportError.outside("the loudness must be -60 to 0 LUFS, not \(loudness)")
        }
        if let limiterCeiling, !Self.ceilingRange.contains(limiterCeiling) {
            throw ExportError.outside("the limiter's ceiling must be -20 to 0 dBTP, not \(limiterCeiling)")
        }
        if case .hertz(let rate) = self.rate, !Self.rateRange.contains(rate) || rate != rate.rounded() {
            throw ExportError.outside("the sample rate must be a whole number of 8000 to 192000 Hz, not \(rate)")
        }
    }
}

extension ExportSettings {
    /// A set has another order in every run; the same settings shall give the same bytes.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Part.allCases.filter(parts.contains), forKey: .parts)
        try container.encode(format, forKey: .format)
        try container.encode(rate, forKey: .rate)
        try container.encodeIfPresent(loudness, forKey: .loudness)
        try container.encodeIfPresent(limiterCeiling, forKey: .limiterCeiling)
        try container.encode(isDithered, forKey: .isDithered)
        try container.encodeIfPresent(range, forKey: .range)
        try container.encodeIfPresent(preset, forKey: .preset)
    }
}

/// Why nothing was exported, in a sentence; no file was written or replaced then.
public enum ExportError: Error, Equatable, CustomStringConvertible {
    case nothingWanted
    case outside(String)
    case noTake(Int)
    /// Stems or an accompaniment of the vocal alone.
    case noStems
    case noVocal
    case everythingIsSilent(parts: String)
    case emptyRange(start: Double, end: Double)
    case tooQuiet
    case isFolder(URL)
    case cannotWrite(URL, reason: String)

    public var description: String {
        switch self {
        case .nothingWanted: "choose what to export: mix, accompaniment, stems or vocal"
        case .outside(let sentence): sentence
        case .noTake(let id): "there is no take \(id) in this song"
        case .noStems: "the vocal alone has neither stems nor an accompaniment; choose a take"
        case .noVocal: "this song has no vocal yet"
        case .everythingIsSilent(let parts):
            "nothing to export: the mixer's mute and solo keys silence all of \(parts); unmute what you want"
        case .emptyRange(let start, let end):
            "the range to export must lie within the song "
                + String(format: "(%.2f to %.2f s)", start, end)
        case .tooQuiet: "the mix is too short or too quiet to be brought to a loudness; export it untouched"
        case .isFolder(let url): "\(url.path) is a folder; move it away, or export to another place"
        case .cannotWrite(let url, let reason): "cannot write to \(url.path): \(reason)"
        }
    }
}
