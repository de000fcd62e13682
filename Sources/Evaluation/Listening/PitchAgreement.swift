import Foundation

/// How well a pitch track follows a reference, frame by frame; 0 Hz is unvoiced on both sides. Counts, so that songs can
/// be added up.
///
/// Figures as in J. Salamon et al., "Melody extraction from polyphonic music signals", IEEE SPM 31 (2014), section V, and
/// mir_eval.melody, with the F measure of voicing.
public struct PitchAgreement: Codable, Sendable, Equatable {
    /// Frames of which the reference says something.
    public private(set) var frames = 0
    public private(set) var referenceVoiced = 0
    public private(set) var estimateVoiced = 0
    public private(set) var bothVoiced = 0
    /// Frames that both call voiced with less than `tolerance` between them, and the same whatever the octave.
    public private(set) var near = 0
    public private(set) var nearInAnyOctave = 0

    /// Cents.
    public static let tolerance = 50.0

    public init() {}

    /// - Parameters:
    ///   - estimate: hertz.
    ///   - reference: hertz; nil where nothing is known, which counts on neither side. Frames that one of both lacks are
    ///     left out.
    public init(estimate: [Float], reference: [Float?]) {
        for (found, known) in zip(estimate, reference) {
            guard let known else { continue }
            frames += 1
            if known > 0 { referenceVoiced += 1 }
            if found > 0 { estimateVoiced += 1 }
            guard known > 0, found > 0 else { continue }
            bothVoiced += 1
            let cents = 1_200 * log2(Double(found) / Double(known))
            if abs(cents) < Self.tolerance { near += 1 }
            if abs(cents - 1_200 * (cents / 1_200).rounded()) < Self.tolerance { nearInAnyOctave += 1 }
        }
    }

    public static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum.frames += right.frames
        sum.referenceVoiced += right.referenceVoiced
        sum.estimateVoiced += right.estimateVoiced
        sum.bothVoiced += right.bothVoiced
        sum.near += right.near
        sum.nearInAnyOctave += right.nearInAnyOctave
        return sum
    }

    private static func share(_ part: Int, of whole: Int) -> Double? {
        whole > 0 ? Double(part) / Double(whole) : nil
    }

    /// The F measure of voiced frames; nil where neither side has any.
    public var voicingF1: Double? { Self.share(2 * bothVoiced, of: referenceVoiced + estimateVoiced) }
    /// Share of frames that both call voiced or both unvoiced.
    public var voicingAgreement: Double? {
        Self.share(frames - referenceVoiced - estimateVoiced + 2 * bothVoiced, of: frames)
    }
    /// Raw pitch accuracy: share of the reference's voiced frames that are voiced within 50 cents.
    public var rawPitch: Double? { Self.share(near, of: referenceVoiced) }
    /// Share within 50 cents of the frames that both call voiced; and the same whatever the octave.
    public var pitchWhereBoth: Double? { Self.share(near, of: bothVoiced) }
    public var chromaWhereBoth: Double? { Self.share(nearInAnyOctave, of: bothVoiced) }
}
