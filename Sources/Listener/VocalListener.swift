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
        weights: DecodingWeights = .init()
    ) {
        // an encoder without a name may hear something else than another one
        let memory = encoder == nil || encoderDigest != nil ? HearingMemory.shared : HearingMemory()
        self.init(
            harmoniser: harmoniser, encoder: encoder, encoderDigest: encoderDigest, weights: weights, memory: memory)
    }

    /// - Parameter memory: shared by listeners that need not hear again what another one has heard.
    package init(
        harmoniser: Harmoniser, encoder: (any Encoding)?, encoderDigest: String?, weights: DecodingWeights = .init(),
        memory: HearingMemory
    ) {
        self.harmoniser = harmoniser
        self.encoder = encoder
        self.weights = weights
        self.memory = memory
        digest = [harmoniser.digest, encoderDigest].compactMap { $0 }.joined(separator: "-")
    }

    /// - Throws: `ListenerError` when there is nothing to accompany; errors of the resampler and of the engine.
    public func listen(to vocal: AudioBuffer, constraints: ListeningConstraints) throws -> Heard {
        let samples = try Self.samples(of: vocal)
        guard samples.contains(where: { abs($0) > ListenerError.silence }) else { throw ListenerError.silent }
        let pitch = PitchTracker().track(samples)
        let notes = NoteSegmenter().segment(pitch)
        let posteriors = try encoder?.posteriors(of: samples)
        let band = posteriors.map(LeadSheetDecoder.band) ?? 0
        guard !notes.isEmpty || band >= Self.audibleBand else { throw ListenerError.nothingSung }
        let onsets = VocalOnsets().strength(logMel: MelFrontEnd().logMel(samples), pitch: pitch)
        if let posteriors {
            memory.keep(
                .init(pitch: pitch, notes: notes, onsets: onsets, semantics: posteriors.features), of: vocal,
                heardBy: digest)
            let found = try LeadSheetDecoder(harmoniser: harmoniser, weights: weights).decode(
                posteriors, notes: notes, duration: vocal.duration, constraints: constraints)
            return Heard(
                pitch: pitch, notes: notes, onsets: onsets, leadSheet: found.leadSheet, softChords: found.softChords,
                confidence: found.confidence, semantics: posteriors.features, band: found.band)
        }
        let track =
            constraints.beats.map { BeatTrack(beats: $0, confidence: 1) }
            ?? BeatTracker().track(
                notes: notes, duration: vocal.duration, tempo: constraints.tempo, firstBeat: constraints.firstDownbeat)
        guard track.beats.count > 1 else { throw ListenerError.tooShort(seconds: vocal.duration) }
        let sheet = try leadSheet(notes, track, constraints, duration: vocal.duration)
        return Heard(pitch: pitch, notes: notes, onsets: onsets, leadSheet: sheet.sheet, softChords: sheet.soft)
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
