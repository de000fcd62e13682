import Codecs
import Signal

/// Turns a Mel that grows section by section into sound, and never changes sound that it gave: each piece is vocoded
/// and its phases are refined from what was decided before to the end of the Mel; of that the end, which has no
/// neighbours yet, is thrown away, and over the frames before it this piece is cross-faded with the next.
public struct SectionVocoder {
    private let vocoder: Vocos
    private let refiner: PhaseRefiner
    /// Natural logarithms of all frames so far.
    private var mel: [Float] = []
    /// Final sound, `hop` samples a frame.
    public private(set) var samples: [Float] = []
    /// What the last piece says of the frames that the next one fades in over.
    private var open: [Float] = []

    /// Frames at an end that goes on whose sound is not used: the vocoder's convolutions (25 frames) and the refiner's
    /// windows look for neighbours there.
    static let edge = 32
    /// Frames over which two pieces are cross-faded.
    static let fade = 32
    /// Decided frames before the fade that a piece sees.
    static let lead = 32
    /// Frames added at a time to a whole Mel: those that a section of a long take adds.
    static let piece = FastSAGGenerator.sectionFrames - FastSAGGenerator.overlapFrames

    public init(_ vocoder: Vocos) {
        self.vocoder = vocoder
        refiner = PhaseRefiner(iterations: vocoder.refinements)
    }

    /// Vocodes a whole Mel by the same pieces as a take that grows.
    public static func samples(_ logMel: Spectrogram, vocoder: Vocos) throws -> [Float] {
        var pieces = SectionVocoder(vocoder)
        for start in stride(from: 0, to: logMel.frames, by: piece) {
            let stop = min(start + piece, logMel.frames)
            try pieces.append(
                Array(logMel.values[(start * logMel.bands)..<(stop * logMel.bands)]), isLast: stop == logMel.frames)
        }
        return pieces.samples
    }

    /// Adds frames (natural-log Mel, `[frame * bands + band]`) and moves `samples` on as far as it can be told.
    /// - Parameter check: called between parts of the work; throws to cancel.
    public mutating func append(_ frames: [Float], isLast: Bool, check: () throws -> Void = {}) throws {
        mel += frames
        let (bands, hop) = (vocoder.configuration.bands, vocoder.configuration.hop)
        let known = mel.count / bands
        let decided = samples.count / hop
        let end = isLast ? known : known - Self.edge - Self.fade
        guard end > decided, isLast || end > decided + Self.fade else { return }
        let first = max(decided - Self.lead, 0)
        let logMel = Spectrogram(
            frames: known - first, bands: bands, values: Array(mel[(first * bands)...]),
            hopSeconds: Double(hop) / FastSAGGenerator.sampleRate)
        // phases go on from what was decided
        let settled = Array(samples[(first * hop)...] + open)
        var start = try vocoder.samples(logMel.values, frames: logMel.frames, known: settled) { _ in try check() }
        start.replaceSubrange(0..<settled.count, with: settled)
        var made = try refiner.refine(start, logMel: logMel, check: check) { _ in }
        guard made.allSatisfy(\.isFinite) else { throw GenerationError.notFinite }
        let lead = (decided - first) * hop
        for index in open.indices {
            let weight = (Float(index) + 0.5) / Float(open.count)
            made[lead + index] = open[index] + weight * (made[lead + index] - open[index])
        }
        samples += made[lead..<((end - first) * hop)]
        open = isLast ? [] : Array(made[((end - first) * hop)..<((end - first + Self.fade) * hop)])
    }
}
