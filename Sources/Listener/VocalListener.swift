import Foundation
import Music
import Signal

/// Hears a voice: pitch and notes by classical signal processing; beats, bars, key and chords by the decoder over the
/// encoder's posteriors (`LeadSheetDecoder`) or, without an encoder, beats from the notes alone and harmony by the
/// trained harmoniser.
public struct VocalListener: EvidenceListening {
    private let harmoniser: Harmoniser
    private let encoder: (any Encoding)?
    private let weights: DecodingWeights
    private let grids: GridWeights
    /// See `Checkpoint.digest`.
    public let digest: String?
    /// Beats a bar where nobody says otherwise.
    public static let commonestMeter = 4
    /// How far a band must be heard so that a recording without a voice is listened to.
    private static let audibleBand = 0.5

    /// - Parameter encoderDigest: names the encoder's weights, where it has any.
    public init(
        harmoniser: Harmoniser, encoder: (any Encoding)? = nil, encoderDigest: String? = nil,
        weights: DecodingWeights = .init(), grids: GridWeights? = nil
    ) {
        self.harmoniser = harmoniser
        self.encoder = encoder
        self.weights = weights
        self.grids = grids ?? .even
        digest = [harmoniser.digest, encoderDigest].compactMap { $0 }.joined(separator: "-")
    }

    public func evidence(
        in vocal: AudioBuffer, relativeTo cents: Double?, known: VocalEvidence?
    ) throws -> VocalEvidence {
        let samples = try Self.samples(of: vocal)
        let pitch = known?.pitch ?? PitchTracker().track(samples)
        let notes = known?.notes ?? NoteSegmenter().segment(pitch)
        let logMel = MelFrontEnd().logMel(samples)
        let onsets = known?.onsets ?? VocalOnsets().strength(logMel: logMel, pitch: pitch)
        let tuning = encoder == nil ? Tuning.standard : TuningEstimator().heard(notes)
        // a hair is none: what the band is told must not depend on whether the sheet was heard or given
        let cents = cents ?? tuning.bandCents
        let encoded = try encoder.map { encoder in
            let posteriors = try encoder.posteriors(of: samples, tuning: cents)
            return VocalEvidence.Encoded(
                posteriors: posteriors,
                signals: PulseSignal.all(
                    posteriors, notes: notes, strength: onsets, logMel: logMel, duration: vocal.duration),
                silence: try encoder.silence())
        }
        return VocalEvidence(
            pitch: pitch, notes: notes, onsets: onsets, duration: vocal.duration,
            isSilent: !samples.contains { abs($0) > ListenerError.silence }, tuning: tuning, cents: cents,
            encoded: encoded)
    }

    /// What speaks for steady grids in a vocal; nil without an encoder.
    /// - Throws: as `listen` does.
    package func gridEvidence(of vocal: AudioBuffer) throws -> GridEvidence? {
        guard encoder != nil else { return nil }
        let evidence = try evidence(in: vocal, relativeTo: nil, known: nil)
        try Self.check(evidence)
        return evidence.grid(relativeTo: evidence.tuning)
    }

    public func read(_ evidence: VocalEvidence, constraints: ListeningConstraints) throws -> Heard {
        try Self.check(evidence)
        let (notes, duration) = (evidence.notes, evidence.duration)
        var tuning = evidence.tuning
        if let cents = constraints.tuning { tuning = Tuning(cents: cents, drift: tuning.drift) }
        if let grid = evidence.grid(relativeTo: tuning) {
            let found = try LeadSheetDecoder(harmoniser: harmoniser, weights: weights, grids: grids).decode(
                grid, constraints: constraints)
            var heard = evidence.heard(playing: found.leadSheet)
            heard.leadSheet.tuning = tuning
            heard.softChords = found.softChords
            (heard.confidence, heard.band, heard.hypotheses) = (found.confidence, found.band, found.hypotheses)
            return heard
        }
        let track =
            constraints.beats.map { BeatTrack(beats: $0, confidence: 1) }
            ?? BeatTracker().track(
                notes: notes, duration: duration, tempo: constraints.tempo, firstBeat: constraints.firstDownbeat)
        guard track.beats.count > 1 else { throw ListenerError.tooShort(seconds: duration) }
        let sheet = try leadSheet(notes, track, constraints, duration: duration)
        var heard = evidence.heard(playing: sheet.sheet)
        heard.softChords = sheet.soft
        return heard
    }

    /// - Throws: `ListenerError.silent`, `.nothingSung`.
    private static func check(_ evidence: VocalEvidence) throws {
        guard !evidence.isSilent else { throw ListenerError.silent }
        let band = evidence.encoded.map { LeadSheetDecoder.band(in: $0.posteriors) } ?? 0
        guard !evidence.notes.isEmpty || band >= audibleBand else { throw ListenerError.nothingSung }
    }

    /// Mono at the tracker's rate.
    static func samples(of vocal: AudioBuffer) throws -> [Float] {
        guard vocal.duration >= ListenerError.shortest else { throw ListenerError.tooShort(seconds: vocal.duration) }
        let samples = try Resampler(from: vocal.sampleRate, to: PitchTracker.sampleRate).resample(vocal.mono())
        return centred(samples)
    }

    /// Without the constant that a bad interface adds: it would pass for a voice that never rests.
    private static func centred(_ samples: [Float]) -> [Float] {
        let mean = samples.reduce(0) { $0 + Double($1) } / Double(max(samples.count, 1))
        guard abs(mean) > audibleOffset else { return samples }
        return samples.map { $0 - Float(mean) }
    }

    /// Full scale 1: a short or uneven clip has smaller means by itself.
    private static let audibleOffset = 0.02

    private func leadSheet(
        _ notes: [SungNote], _ track: BeatTrack, _ constraints: ListeningConstraints, duration: Double
    ) throws -> (sheet: LeadSheet, soft: [SoftChord]) {
        let meter = constraints.meter ?? Self.commonestMeter
        let fixed = constraints.firstDownbeat.flatMap { time in
            track.beats.indices.min { abs(track.beats[$0] - time) < abs(track.beats[$1] - time) }
        }
        let harmony = try harmoniser.harmonise(
            notes: notes, beats: track.beats, meter: meter, key: constraints.key, firstDownbeat: fixed,
            fixedChords: constraints.chords)
        var sheet = LeadSheet(
            beats: track.beats,
            downbeats: Array(stride(from: harmony.firstDownbeat, to: track.beats.count, by: meter)), meter: meter,
            key: harmony.key, chords: harmony.chords, beatConfidence: track.confidence)
        guard let chart = constraints.chart else { return (sheet, harmony.soft) }
        sheet.chords = FixedChords(spans: constraints.chords).laid(
            over: chart.spans(over: sheet, from: constraints.firstDownbeat, until: duration))
        return (sheet, [])
    }
}

/// Why a voice can't be accompanied.
public enum ListenerError: Error, Equatable, CustomStringConvertible {
    case silent
    case nothingSung
    case tooShort(seconds: Double)

    /// Seconds: less than this has no beat.
    package static let shortest = 1.0
    /// Full scale 1: nothing over this is silence (-80 dB).
    static let silence: Float = 1e-4

    public var description: String {
        switch self {
        case .silent: "it is silent; record a vocal with sound in it"
        case .nothingSung: "no sung notes were found in it; sing clear notes, closer to the microphone"
        case .tooShort(let seconds) where seconds >= Self.shortest:
            "it is \(String(format: "%.2f", seconds)) s long, and nobody hears two beats in it; sing a bar or more"
        case .tooShort(let seconds):
            "it is \(String(format: "%.2f", seconds)) s long, too short to accompany; sing at least "
                + "\(String(format: "%.0f", Self.shortest)) s"
        }
    }
}
