import Codecs
import Signal

/// Turns a Mel that grows section by section into sound, and never changes sound that it gave.
public struct SectionVocoder {
    private var stream: VocosStream

    public init(_ vocoder: Vocos) { stream = VocosStream(vocoder) }

    /// Vocodes a whole Mel: the same samples as those of a take that grows.
    /// - Parameter tones: see `VocosStream`.
    public static func samples(_ logMel: Spectrogram, tones: [[Float]] = [], vocoder: Vocos) throws -> [Float] {
        var sections = SectionVocoder(vocoder)
        return try sections.append(logMel.values, tones: tones, isLast: true)
    }

    /// Adds frames (natural-log Mel, `[frame * bands + band]`).
    /// - Parameters:
    ///   - tones: fundamentals that are known to sound in each of them, see `VocosStream`.
    ///   - check: called between parts of the work; throws to cancel.
    /// - Returns: the next samples as far as they can be told, `hop` a frame.
    public mutating func append(
        _ frames: [Float], tones: [[Float]] = [], isLast: Bool, check: () throws -> Void = {}
    ) throws -> [Float] {
        let made = try stream.append(frames, tones: tones, isLast: isLast, check: check)
        guard made.allSatisfy(\.isFinite) else { throw GenerationError.notFinite }
        return made
    }
}
