import Foundation
import Music
import Signal

/// Sings a melody: glottal pulses and noise through moving formants, one syllable a note.
///
/// A cascade of eleven resonators shapes voice and breath, a pair of them frication, after Klatt (1980). The vowel, not
/// the consonant, begins where the note begins, as singers do it.
public struct Singer: Sendable {
    /// Hertz.
    public static let sampleRate = 24_000.0
    private static let samplesPerFrame = Int(sampleRate / VocalTracks.rate)
    private static let resonatorCount = 11

    public let voice: SingerVoice

    public init(voice: SingerVoice) { self.voice = voice }

    /// The melody as it is written (see `SingerVoice.octaveShift` for where it should lie), mono, dry, peak 0.5.
    /// - Parameters:
    ///   - melody: monophonic, in order.
    ///   - seconds: the length of the result.
    public func sing(_ melody: [Note], seconds: Double, generator: SeededGenerator) -> AudioBuffer {
        perform(melody, seconds: seconds, generator: generator).audio
    }

    /// The same with what only the singer knows: the true pitch.
    public func perform(_ melody: [Note], seconds: Double, generator: SeededGenerator) -> SungVoice {
        var generator = generator
        let syllables = Syllable.syllables(of: melody, voice: voice, generator: &generator)
        let tracks = VocalTracks(syllables, seconds: seconds, voice: voice, generator: &generator)
        var samples = [Float](repeating: 0, count: Int((seconds * Self.sampleRate).rounded()))
        var glottogram = Glottogram(frames: tracks.frameCount)
        if !syllables.isEmpty {
            synthesize(tracks, into: &samples, glottogram: &glottogram, seed: generator.next())
        }
        let notes = syllables.map {
            Note(start: $0.start, duration: $0.length, pitch: $0.pitch, velocity: $0.velocity)
        }
        return SungVoice(
            audio: AudioBuffer(sampleRate: Self.sampleRate, mono: samples).peakNormalized(to: -6),
            hertz: glottogram.hertz(
                samples: samples.count, samplesPerFrame: Self.samplesPerFrame, sampleRate: Self.sampleRate),
            notes: notes)
    }

    private func synthesize(
        _ tracks: VocalTracks, into samples: inout [Float], glottogram: inout Glottogram, seed: UInt64
    ) {
        let rate = Float(Self.sampleRate)
        var source = GlottalSource(shimmer: voice.shimmer, skew: voice.habits.skew, seed: seed)
        var noise = FastNoise(seed: seed &* 3 &+ 7)
        var resonators = [Resonator](repeating: Resonator(), count: Self.resonatorCount)
        var frication = Resonator()
        var steeper = Resonator()
        var lastWhite: Float = 0
        var tilt: Float = 0
        var tiltPole: Float = 0
        let sheen = Float(pow(10, voice.habits.sheen / 20)) - 1
        let sheenPole = exp(-2 * .pi * 5000 / rate)
        var low: Float = 0
        let spray = Float(pow(10, voice.habits.spray / 20))
        var lastSharp: Float = 0
        // Resonances over the vowel's: 1 kHz apart in an average man's tract.
        for index in VocalTracks.formantCount..<Self.resonatorCount {
            let frequency = Float(4300 + 1000 * (index - 4)) * Float(voice.tract)
            // Resonances near half the sample rate would pile up there: left out, they pass everything.
            guard frequency < rate * 0.47 else { continue }
            let bandwidth = Float(260 + 110 * (index - 4))
            resonators[index].tune(frequency: frequency, bandwidth: bandwidth, sampleRate: rate)
        }
        resonators.withUnsafeMutableBufferPointer { resonators in
            for frame in 0..<tracks.frameCount - 1 {
                let first = frame * Self.samplesPerFrame
                guard first < samples.count else { break }
                let last = min(first + Self.samplesPerFrame, samples.count)
                let voicing = tracks.voicing[frame]
                let nextVoicing = tracks.voicing[frame + 1]
                let air = tracks.aspiration[frame]
                let hiss = tracks.frication[frame]
                let effort = tracks.effort[frame]
                let nose = tracks.nasality[frame]
                let head = tracks.head[frame]
                tune(resonators, tracks: tracks, frame: frame, nose: nose, rate: rate)
                let isHigh = tracks.fricationCenter[frame] > 3000
                if hiss > 0 {
                    let center = tracks.fricationCenter[frame]
                    let width = tracks.fricationWidth[frame]
                    frication.tuneBand(frequency: center, bandwidth: width, sampleRate: rate)
                    steeper.tuneBand(frequency: center, bandwidth: width * 1.5, sampleRate: rate)
                }
                // A louder voice closes its glottis faster: more overtones, a smaller open quotient. The nose damps.
                let octaves =
                    -1.3 + 5 * Float(voice.brightness) * (0.3 + 0.7 * effort)
                    - Float(voice.registers.headSoftness) * head - 0.8 * nose
                let corner = 500 * exp2(octaves)
                tiltPole = exp(-2 * .pi * corner / rate)
                // A dull voice lacks overtones, not its fundamental.
                let ratio = 440 * exp2((tracks.pitch[frame] - 69) / 12) / corner
                let fundamental = (1 + ratio * ratio).squareRoot()
                let opened = Float(voice.openQuotient) * (1.15 - 0.3 * effort)
                let open = min(max(opened + Float(voice.registers.headOpenness) * head, 0.3), 0.9)
                source.jitter = tracks.jitter[frame]
                source.travelled = 0
                var voiced: Float = 0
                var breath: Float = 0
                let step = 440 * exp2((tracks.pitch[frame] - 69) / 12) / rate
                let nextStep = 440 * exp2((tracks.pitch[frame + 1] - 69) / 12) / rate
                let share = 1 / Float(Self.samplesPerFrame)
                let level = 1 - 0.45 * nose
                for index in first..<last {
                    let way = Float(index - first) * share
                    let pulse = source.next(step: step + (nextStep - step) * way, open: open)
                    let white = noise.next()
                    tilt += (1 - tiltPole) * (pulse.flow - tilt)
                    let amplitude = (voicing + (nextVoicing - voicing) * way) * level
                    // Air streams while the glottis is open; without voice it streams always.
                    let gate = amplitude > 0.01 ? 0.35 + 0.65 * pulse.openness : 1
                    let tone = tilt * amplitude * fundamental
                    let breeze = white * air * gate
                    voiced += tone * tone
                    breath += breeze * breeze
                    var value = tone + breeze
                    for resonator in resonators.indices { value = resonators[resonator].process(value) }
                    low += (1 - sheenPole) * (value - low)
                    value += sheen * (value - low)
                    // Differences keep hiss out of the voice's lower register: one of low centre once, of high twice.
                    let sharp = white - lastWhite
                    lastWhite = white
                    let sharper = (sharp - lastSharp) * 0.62
                    lastSharp = sharp
                    value += sharper * amplitude * gate * spray
                    let rough = isHigh ? sharper : sharp
                    samples[index] = value + (hiss > 0 ? steeper.process(frication.process(rough)) * hiss * 2.2 : 0)
                }
                glottogram.frequency[frame] = source.travelled / Float(last - first)
                glottogram.voiced[frame] = voiced / Float(last - first)
                glottogram.air[frame] = breath / Float(last - first)
            }
        }
        removeOffset(&samples)
    }

    private func tune(
        _ resonators: UnsafeMutableBufferPointer<Resonator>, tracks: VocalTracks, frame: Int, nose: Float, rate: Float
    ) {
        let base = frame * VocalTracks.formantCount
        // An open glottis swallows the lower resonances.
        let breathes = tracks.voicing[frame] < 0.02 && tracks.aspiration[frame] > 0
        let widths: [Float] = breathes ? [420, 260, 230, 260] : [70, 90, 130, 190]
        for index in 0..<VocalTracks.formantCount {
            let frequency = min(tracks.formants[base + index], rate * 0.45)
            // The open nose damps every formant and lowers the first.
            let bandwidth = widths[index] * (1 + 1.2 * nose) + 0.012 * frequency
            let lowered = index == 0 ? frequency + (270 * Float(voice.tract) - frequency) * nose : frequency
            resonators[index].tune(frequency: lowered, bandwidth: bandwidth, sampleRate: rate)
        }
    }

    /// A high-pass at 40 Hz: nobody sings there.
    private func removeOffset(_ samples: inout [Float]) {
        let pole = Float(1 - 2 * Double.pi * 40 / Self.sampleRate)
        var last: Float = 0
        var output: Float = 0
        for index in samples.indices {
            output = samples[index] - last + pole * output
            last = samples[index]
            samples[index] = output
        }
    }
}
