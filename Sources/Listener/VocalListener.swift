import Foundation
import Music
import Signal

/// Hears a voice: pitch and notes by classical signal processing; beats, bars, key and chords by the decoder over the
/// encoder's posteriors (`LeadSheetDecoder`) or, without an encoder, beats from the notes alone and harmony by the
/// trained harmoniser.
public struct VocalListener: VocalListening, Sendable {
    private let harmoniser: Harmoniser
    private let encoder: (any Encoding)?
    private let weights: DecodingWeights
    private let grids: GridWeights
    private let memory: HearingMemory
    /// Names the weights of the models; see `Checkpoint.digest`.
    public let digest: String
    /// Beats a bar where nobody says otherwise.
    public static let commonestMeter = 4
    /// How far a band must be heard so that a recording without a voice is listened to.
    private static let audibleBand = 0.5

    /// - Parameter encoderDigest: names the encoder's weights, where it has any.
    public init(
        harmoniser: Harmoniser, encoder: (any Encoding)? = nil, encoderDigest: String? = nil,
        weights: DecodingWeights = .init(), grids: GridWeights? = nil
    ) {
        // an encoder without a name may hear something else than another one
        let memory = encoder == nil || encoderDigest != nil ? HearingMemory.shared : HearingMemory()
        self.init(
            harmoniser: harmoniser, encoder: encoder, encoderDigest: encoderDigest, weights: weights,
            grids: grids ?? .even, memory: memory)
    }

    /// - Parameter memory: shared by listeners that need not hear again what another one has heard.
    package init(
        harmoniser: Harmoniser, encoder: (any Encoding)?, encoderDigest: String?, weights: DecodingWeights = .init(),
        grids: GridWeights = .even, memory: HearingMemory
    ) {
        self.harmoniser = harmoniser
        self.encoder = encoder
        self.weights = weights
        self.grids = grids
        self.memory = memory
        digest = [harmoniser.digest, encoderDigest].compactMap { $0 }.joined(separator: "-")
    }

    /// - Throws: `ListenerError` when there is nothing to accompany; errors of the resampler and of the engine.
    public func listen(to vocal: AudioBuffer, constraints: ListeningConstraints) throws -> Heard {
        if let encoder {
            return try heard(movement(of: vocal, tuning: constraints.tuning, encoder), vocal, constraints)
        }
        let samples = try Self.audible(vocal)
        let pitch = PitchTracker().track(samples)
        let notes = NoteSegmenter().segment(pitch)
        guard !notes.isEmpty else { throw ListenerError.nothingSung }
        let onsets = VocalOnsets().strength(logMel: MelFrontEnd().logMel(samples), pitch: pitch)
        let track =
            constraints.beats.map { BeatTrack(beats: $0, confidence: 1) }
            ?? BeatTracker().track(
                notes: notes, duration: vocal.duration, tempo: constraints.tempo, firstBeat: constraints.firstDownbeat)
        guard track.beats.count > 1 else { throw ListenerError.tooShort(seconds: vocal.duration) }
        let sheet = try leadSheet(notes, track, constraints, duration: vocal.duration)
        return Heard(pitch: pitch, notes: notes, onsets: onsets, leadSheet: sheet.sheet, softChords: sheet.soft)
    }

    /// What moves in a sound and what the decoder needs of it, heard or remembered.
    /// - Parameter given: cents over A = 440 Hz that the singer said.
    private func movement(
        of vocal: AudioBuffer, tuning given: Double?, _ encoder: any Encoding
    ) throws -> HearingMemory.Movement {
        let known = memory.movement(of: vocal, heardBy: digest)
        if let known, let evidence = known.evidence, given.map({ $0 == evidence.tuning.cents }) ?? !evidence.isGiven {
            return known
        }
        let samples = try Self.audible(vocal)
        let pitch = known?.pitch ?? PitchTracker().track(samples)
        let notes = known?.notes ?? NoteSegmenter().segment(pitch)
        var tuning = TuningEstimator().heard(notes)
        if let given { tuning = Tuning(cents: given, drift: tuning.drift) }
        // a hair is none: what the band is told must not depend on whether the sheet was heard or given
        let posteriors = try encoder.posteriors(of: samples, tuning: tuning.isStandard ? 0 : tuning.cents)
        guard !notes.isEmpty || LeadSheetDecoder.band(in: posteriors) >= Self.audibleBand else {
            throw ListenerError.nothingSung
        }
        let logMel = MelFrontEnd().logMel(samples)
        let onsets = VocalOnsets().strength(logMel: logMel, pitch: pitch)
        let movement = HearingMemory.Movement(
            pitch: pitch, notes: notes, onsets: onsets, semantics: posteriors.features,
            evidence: .init(
                tuning: tuning, isGiven: given != nil, posteriors: posteriors,
                signals: PulseSignal.all(
                    posteriors, notes: notes, strength: onsets, logMel: logMel, duration: vocal.duration)))
        memory.keep(movement, of: vocal, heardBy: digest)
        return movement
    }

    /// What speaks for steady grids in a vocal; nil without an encoder.
    /// - Throws: as `listen` does.
    package func gridEvidence(of vocal: AudioBuffer) throws -> GridEvidence? {
        guard let encoder else { return nil }
        let movement = try movement(of: vocal, tuning: nil, encoder)
        return movement.evidence?.grid(movement.notes, duration: vocal.duration)
    }

    private func heard(
        _ movement: HearingMemory.Movement, _ vocal: AudioBuffer, _ constraints: ListeningConstraints
    ) throws -> Heard {
        guard let evidence = movement.evidence else { throw ListenerError.nothingSung }
        let found = try LeadSheetDecoder(harmoniser: harmoniser, weights: weights, grids: grids).decode(
            evidence.grid(movement.notes, duration: vocal.duration), constraints: constraints)
        var sheet = found.leadSheet
        sheet.tuning = evidence.tuning
        return Heard(
            pitch: movement.pitch, notes: movement.notes, onsets: movement.onsets, leadSheet: sheet,
            softChords: found.softChords, confidence: found.confidence, semantics: movement.semantics,
            band: found.band, hypotheses: found.hypotheses)
    }

    /// - Throws: `ListenerError.silent`.
    private static func audible(_ vocal: AudioBuffer) throws -> [Float] {
        let samples = try samples(of: vocal)
        guard samples.contains(where: { abs($0) > ListenerError.silence }) else { throw ListenerError.silent }
        return samples
    }

    /// A voice that is silent here is no error: the band plays the lead sheet through a rest.
    public func listen(to vocal: AudioBuffer, playing sheet: LeadSheet) throws -> Heard {
        let movement: HearingMemory.Movement
        if let known = memory.movement(of: vocal, heardBy: digest) {
            movement = known
        } else {
            let samples = try Self.samples(of: vocal)
            let pitch = PitchTracker().track(samples)
            movement = .init(
                pitch: pitch, notes: NoteSegmenter().segment(pitch),
                onsets: VocalOnsets().strength(logMel: MelFrontEnd().logMel(samples), pitch: pitch),
                semantics: try encoder?.posteriors(of: samples).features ?? [])
            memory.keep(movement, of: vocal, heardBy: digest)
        }
        return Heard(
            pitch: movement.pitch, notes: movement.notes, onsets: movement.onsets, leadSheet: sheet,
            semantics: movement.semantics)
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
        sheet.chords = FixedChords(spans: constraints.chords).laid(over: chart.spans(over: sheet, until: duration))
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
        case .tooShort(let seconds):
            "it is \(String(format: "%.2f", seconds)) s long, too short to accompany; sing at least "
                + "\(String(format: "%.0f", Self.shortest)) s"
        }
    }
}
