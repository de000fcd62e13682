import Codecs
import Signal

/// Turns a Mel that grows section by section into sound, and never changes sound that it gave.
public struct SectionVocoder {
    private var stream: VocosStream
    /// Final sound, `hop` samples a frame.
    public private(set) var samples: [Float] = []

    public init(_ vocoder: Vocos) { stream = VocosStream(vocoder) }

    /// Vocodes a whole Mel: the same samples as those of a take that grows.
    public static func samples(_ logMel: Spectrogram, vocoder: Vocos) throws -> [Float] {
        var sections = SectionVocoder(vocoder)
        try sections.append(logMel.values, isLast: true)
        return sections.samples
    }

    /// Adds frames (natural-log Mel, `[frame * bands + band]`) and moves `samples` on as far as it can be told.
    /// - Parameter check: called between parts of the work; throws to cancel.
    public mutating func append(_ frames: [Float], isLast: Bool, check: () throws -> Void = {}) throws {
        let made = try stream.append(frames, isLast: isLast, check: check)
        guard made.allSatisfy(\.isFinite) else { throw GenerationError.notFinite }
        samples += made
    }
}
