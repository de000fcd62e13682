import Signal

/// The vocoder with refined phases as a stream: Mel frames go in as they come, samples come out `lookAhead` frames behind
/// them and never change. However the frames are dealt out, the samples are the same, bit by bit.
public struct VocosStream {
    private let vocoder: Vocos
    private let refiner: PhaseRefiner
    private let phases: Vocos.Phases
    private var integrated: IntegratedSynthesis
    /// Natural logarithms of the frames from `melStart` on.
    private var mel: [Float] = []
    private var melStart = 0
    /// Fundamentals that are known to sound in the frames from `melStart` on, Hz.
    private var tones: [[Float]] = []
    /// Frames that came in, that the network has computed, and whose samples were given.
    private var known = 0
    private var computed = 0
    private var given = 0
    /// The vocoder's own samples from frame `rawStart` on.
    private var raw: [Float] = []
    private var rawStart = 0

    /// Frames computed at a time, always the same ones: the engine rounds differently in pieces of another length.
    static let piece = 64

    /// - Parameters:
    ///   - phases: `defaultPhases` unless given; `integrated` needs a vocoder with that head.
    ///   - refinements: the vocoder's own unless given; 0 refines nothing.
    public init(_ vocoder: Vocos, phases: Vocos.Phases? = nil, refinements: Int? = nil) {
        self.vocoder = vocoder
        self.phases = phases ?? vocoder.defaultPhases
        refiner = PhaseRefiner(iterations: refinements ?? vocoder.refinements)
        integrated = IntegratedSynthesis(vocoder)
    }

    /// The samples of a whole Mel.
    /// - Parameters:
    ///   - tones: fundamentals that are known to sound in each frame, Hz; empty where nothing is known.
    ///   - check: called between parts of the work; throws to cancel.
    public static func samples(
        of logMel: Spectrogram, tones: [[Float]] = [], vocoder: Vocos, check: () throws -> Void = {}
    ) throws -> [Float] {
        var stream = VocosStream(vocoder)
        return try stream.append(logMel.values, tones: tones, isLast: true, check: check)
    }

    /// Frames that must be known after a frame before its samples are given: those the network sees and the rest of its
    /// piece, those its windows overlap with, and those the refiner's do. 98 (1.05 s) for the vocoder that comes with
    /// the program.
    public var lookAhead: Int { Self.piece - 1 + context + overlap + reach }

    /// Frames the network sees on either side of a piece.
    private var context: Int { phases == .head ? vocoder.headContext : vocoder.context }
    /// Frames that wait for the windows after them.
    private var overlap: Int { phases == .head ? 0 : IntegratedSynthesis.reach(vocoder.configuration) }
    private var reach: Int { refiner.reach }

    /// Takes frames (natural-log Mel, `[frame * bands + band]`) and gives the samples that are certain now.
    /// - Parameters:
    ///   - tones: fundamentals that are known to sound in each of them, Hz; empty where nothing is known. A vocoder
    ///     without a head for phase gradients has no use for them.
    ///   - isLast: nothing comes after them, all samples are given.
    ///   - check: called between parts of the work; throws to cancel.
    public mutating func append(
        _ frames: [Float], tones new: [[Float]] = [], isLast: Bool, check: () throws -> Void = {}
    ) throws -> [Float] {
        let (bands, hop) = (vocoder.configuration.bands, vocoder.configuration.hop)
        precondition(new.isEmpty || new.count == frames.count / bands, "tones of \(new.count) frames")
        mel += frames
        tones += new.isEmpty ? Array(repeating: [], count: frames.count / bands) : new
        known += frames.count / bands
        while computed < known {
            let stop = min(computed + Self.piece, known)
            guard isLast || stop + context <= known, isLast || stop == computed + Self.piece else { break }
            let (first, last) = (max(computed - context, 0), min(stop + context, known))
            let cut = melValues(first..<last)
            if phases == .head {
                raw += try vocoder.headSamples(cut, from: computed - first, stop - computed)
            } else {
                raw += try integrated.next(
                    cut, from: computed - first, stop - computed,
                    tones: Array(tones[(computed - melStart)..<(stop - melStart)]), isLast: isLast && stop == known)
            }
            computed = stop
            try check()
        }
        let finished = rawStart + raw.count / hop
        let decided = isLast ? finished : finished - reach
        guard decided > given else { return [] }
        let first = max(given - reach, 0)
        let refined = try refiner.refine(
            Array(raw[((first - rawStart) * hop)...]),
            logMel: Spectrogram(
                frames: finished - first, bands: bands, values: melValues(first..<finished),
                hopSeconds: Double(hop) / MelFrontEnd().sampleRate), check: check, progress: { _ in })
        let output = Array(refined[((given - first) * hop)..<((decided - first) * hop)])
        given = decided
        forget()
        return output
    }

    private func melValues(_ frames: Range<Int>) -> [Float] {
        let bands = vocoder.configuration.bands
        return Array(mel[((frames.lowerBound - melStart) * bands)..<((frames.upperBound - melStart) * bands)])
    }

    /// Lets go of what no later sample depends on.
    private mutating func forget() {
        let rawKept = max(given - reach, rawStart)
        raw.removeFirst((rawKept - rawStart) * vocoder.configuration.hop)
        rawStart = rawKept
        let melKept = max(min(rawKept, computed - context), melStart)
        mel.removeFirst((melKept - melStart) * vocoder.configuration.bands)
        tones.removeFirst(melKept - melStart)
        melStart = melKept
    }
}
