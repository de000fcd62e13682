import Band
import Foundation
import Music
import Signal

/// Turns plans into sound: the one place where training songs are sung and played.
///
/// Not thread-safe: one instance a worker; each keeps the fonts it has opened. Samples are those of a 16 bit file, so a
/// song that was kept and one that was just made are the same.
public final class SongRenderer {
    private var renderers: [SoundFont: Renderer] = [:]

    public init() {}

    /// The processor's time for the parts of the work, whatever else ran on the machine.
    public struct Cost: Sendable {
        public var singing = Duration.zero
        public var playing = Duration.zero
        public var mixing = Duration.zero

        public init() {}
    }

    /// The song of a plan.
    /// - Parameters:
    ///   - stems: whether the parts are kept.
    ///   - cost: what the work took is added to it.
    /// - Throws: `BandError.synthesizer`.
    public func render(_ plan: SongPlan, stems: Bool = false, cost: inout Cost) throws -> RenderedSong {
        var entry = plan.entry
        let start = ThreadClock.now
        let recorded = entry.festival?.perform(
            entry.sungMelody, seconds: entry.duration, voice: entry.voice, generator: plan.singing)
        if recorded == nil { entry.festival = nil }
        let sung =
            recorded
            ?? Singer(voice: entry.voice).perform(
                entry.sungMelody, seconds: entry.duration, generator: plan.singing)
        var treating = plan.treating
        let dry = produced(sung.audio, of: entry, generator: &treating)
        var vocal = entry.microphone.record(dry, generator: plan.recording).channels[0]
        if entry.voice.delivery.isLoose || recorded != nil {
            entry.sungMelody = sung.notes.filter { $0.start < entry.duration }
        }
        let sungAt = ThreadClock.now
        let parts = try renderer(for: plan.font).parts(of: plan.arrangement, seconds: entry.duration)
        let playedAt = ThreadClock.now
        let mix = BandMix(
            names: plan.arrangement.parts.map(\.name), parts: parts, samples: vocal.count,
            production: plan.production, keepsStems: stems)
        if let treatment = entry.treatment {
            vocal = treatment.leaked(vocal, band: mix.samples, rate: Singer.sampleRate)
        }
        let song = RenderedSong(
            entry: entry, vocal: SixteenBit.rounded(vocal), hertz: sung.hertz,
            accompaniment: SixteenBit.rounded(mix.samples), stems: mix.stems.mapValues(SixteenBit.rounded),
            notes: stems ? Dictionary(plan.arrangement.parts.map { ($0.name, $0.notes) }, uniquingKeysWith: +) : [:],
            activity: mix.activity)
        cost.singing += sungAt - start
        cost.playing += playedAt - sungAt
        cost.mixing += ThreadClock.now - playedAt
        return song
    }

    public func render(_ plan: SongPlan, stems: Bool = false) throws -> RenderedSong {
        var cost = Cost()
        return try render(plan, stems: stems, cost: &cost)
    }

    /// The voice as a studio hands it over; a choir has the voice's own melody, each singer in their own time.
    private func produced(
        _ voice: AudioBuffer, of entry: CorpusEntry, generator: inout SeededGenerator
    ) -> AudioBuffer {
        guard let treatment = entry.treatment else { return voice }
        let others = (0..<treatment.choir).map { _ in
            var other = SingerVoice(kind: entry.voice.kind, drawnBy: &generator)
            other.delivery = Delivery(drawnBy: &generator)
            (other.delivery.tuning, other.delivery.sinking) = (
                entry.voice.delivery.tuning, entry.voice.delivery.sinking
            )
            let singing = SeededGenerator(seed: generator.next())
            return Singer(voice: other).sing(entry.sungMelody, seconds: entry.duration, generator: singing).channels[0]
        }
        let samples = treatment.produced(
            voice.channels[0], others: others, rate: voice.sampleRate, generator: &generator)
        return AudioBuffer(sampleRate: voice.sampleRate, mono: samples)
    }

    private func renderer(for font: SoundFont) throws -> Renderer {
        if let renderer = renderers[font] { return renderer }
        let renderer = try Renderer(soundFont: font)
        renderers[font] = renderer
        return renderer
    }
}
