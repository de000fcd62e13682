import Foundation
import Signal

extension VocalTracks {
    mutating func drawPitch(_ syllables: [Syllable], voice: SingerVoice, generator: inout SeededGenerator) {
        var previous: Double?
        for (index, syllable) in syllables.enumerated() {
            let next = index + 1 < syllables.count ? syllables[index + 1] : nil
            let until = next.map { frame($0.start - $0.lead) } ?? frameCount
            let contour = NoteContour(syllable, after: previous, voice: voice, generator: &generator)
            let first = min(frame(contour.glideStart), frame(syllable.start - syllable.lead))
            for position in first..<max(until, first) {
                pitch[position] = Float(contour.pitch(at: Double(position) / Self.rate))
            }
            previous = contour.target
        }
        // Ornstein-Uhlenbeck processes: drift with a memory of a second, flutter with one of a twentieth, both smoothed, as
        // muscles don't jump.
        wander(cents: voice.drift, limit: 45, memory: 1, generator: &generator)
        wander(cents: voice.habits.flutter, limit: 40, memory: 0.05, generator: &generator)
        let delivery = voice.delivery
        guard delivery.tuning != 0 || delivery.sinking != 0 else { return }
        for position in 0..<frameCount {
            let cents = delivery.tuning + delivery.sinking * Double(position) / Double(frameCount)
            pitch[position] += Float(cents / 100)
        }
    }

    private mutating func wander(cents: Double, limit: Double, memory: Double, generator: inout SeededGenerator) {
        guard cents > 0 else { return }
        let kept = exp(-1 / (memory * Self.rate))
        let step = cents / 100 * (1 - kept * kept).squareRoot()
        var offset = generator.normal(standardDeviation: cents / 100)
        // The smoothing of 20 ms takes part of the deviation away.
        let follow = 1 - exp(-1 / (0.02 * Self.rate))
        let gain = (1 + 0.02 / memory).squareRoot()
        var smooth = offset
        for position in 0..<frameCount {
            offset = offset * kept + generator.normal(standardDeviation: step)
            smooth += follow * (offset - smooth)
            pitch[position] += Float(min(max(smooth * gain, -limit / 100), limit / 100))
        }
    }

    /// Chest below the break, head above; a narrow break is stumbled over.
    mutating func drawRegisters(voice: SingerVoice) {
        let registers = voice.registers
        let slope = Float(4 / max(registers.width, 0.1))
        let pole = Float(1 - exp(-1 / (0.02 * Self.rate)))
        var state: Float?
        for position in 0..<frameCount {
            let target = 1 / (1 + exp(-slope * (pitch[position] - Float(registers.breakPitch))))
            let moved = state.map { $0 + pole * (target - $0) } ?? target
            state = moved
            head[position] = moved
            // In the middle of a sudden change the periods are irregular.
            jitter[position] += Float(registers.yodel) * 0.03 * 4 * moved * (1 - moved)
        }
    }
}

/// The pitch of one note in MIDI numbers: glide or scoop, shooting over, vibrato, fall.
private struct NoteContour {
    let target: Double
    let glideStart: Double
    private let glideEnd: Double
    private let origin: Double
    private let start: Double
    private let end: Double
    private let overshoot: Double
    private let fall: (depth: Double, seconds: Double)
    private let vibrato: Vibrato?

    init(_ syllable: Syllable, after previous: Double?, voice: SingerVoice, generator: inout SeededGenerator) {
        let error = generator.normal(standardDeviation: voice.intonationError / 100)
        target = Double(syllable.pitch) + min(max(error, -0.6), 0.6)
        start = syllable.start
        end = syllable.end
        let length = syllable.length
        let chance = voice.scooping * (syllable.beginsPhrase ? 1 : 0.35)
        let scoops = generator.uniform() < chance && length > 0.2
        let scoop = scoops ? generator.uniform(in: 0.4..<2.2) : 0
        let slowness = generator.uniform(in: 0.7..<1.5)
        if syllable.beginsPhrase || scoops {
            origin = target - scoop
            glideStart = start - min(max(syllable.lead, 0.02), 0.12)
            glideEnd = start + min(0.14 * slowness, length * 0.5)
        } else {
            // The glide begins in the consonant and is over soon after the vowel has begun.
            origin = previous ?? target
            glideStart = start - min(max(syllable.lead, voice.portamento * 0.6), 0.12)
            glideEnd = start + min(voice.portamento * 0.4 * slowness, length * 0.25)
        }
        overshoot = min(max(target - origin, -4), 4) * voice.habits.overshoot
        let falls = syllable.endsPhrase && length > 0.3 && generator.uniform() < voice.habits.falling
        fall = (falls ? generator.uniform(in: 0.7..<3.5) : 0, generator.uniform(in: 0.1..<0.25))
        // Vibrato needs a note long enough to be heard on.
        vibrato =
            length > voice.vibratoDelay + 0.15 && voice.vibratoDepth > 0
            ? Vibrato(length: length, voice: voice, generator: &generator) : nil
    }

    func pitch(at time: Double) -> Double {
        let way = VocalTracks.smooth((time - glideStart) / (glideEnd - glideStart))
        var value = origin + (target - origin) * way
        let past = (time - glideEnd) / 0.09
        if past > 0, past < 1 { value += overshoot * sin(.pi * past) }
        if let vibrato { value += vibrato.semitones(at: time - start) }
        if fall.depth > 0 { value -= fall.depth * VocalTracks.smooth((time - end + fall.seconds * 0.7) / fall.seconds) }
        return value
    }
}

/// A vibrato that sets in late and is never quite regular.
private struct Vibrato {
    private let delay: Double
    private let rise: Double
    private let depth: Double
    private let rate: Double
    private let acceleration: Double
    private let phase: Double
    /// Hertz, phase and share of the slow waves on its depth and on its rate.
    private let unrest: (rate: Double, depth: Double, phase: Double, amount: Double)

    init(length: Double, voice: SingerVoice, generator: inout SeededGenerator) {
        let wander = voice.habits.vibratoUnrest
        rate = voice.vibratoRate * (1 + generator.normal(standardDeviation: 0.03 + 0.04 * wander))
        // Towards their end vibratos grow faster (Prame 1994).
        acceleration = generator.uniform(in: 0..<0.12) * rate / max(length, 0.5)
        depth = voice.vibratoDepth / 100 * generator.uniform(in: 0.6..<1.3)
        phase = generator.uniform()
        delay = voice.vibratoDelay * generator.uniform(in: 0.7..<1.4)
        rise = generator.uniform(in: 0.15..<0.5)
        unrest = (
            generator.uniform(in: 0.6..<1.8), 0.5 * wander, generator.uniform(in: 0..<6.28), 0.35 * wander
        )
    }

    /// - Parameter seconds: from the vowel's begin.
    func semitones(at seconds: Double) -> Double {
        let since = seconds - delay
        guard since > 0 else { return 0 }
        let wave = sin(2 * .pi * unrest.rate * since + unrest.phase)
        let cycles = (rate + 0.5 * acceleration * since) * since + phase + unrest.amount * 0.3 * wave
        return depth * VocalTracks.smooth(since / rise) * (1 + unrest.depth * wave) * sin(2 * .pi * cycles)
    }
}
