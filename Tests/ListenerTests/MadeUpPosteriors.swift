import Foundation
import Listener
import Music
import Signal

/// What an encoder might hear of a known lead sheet: blurred, unsure of the octave of the tempo, and noisy.
struct MadeUpPosteriors {
    var sheet: LeadSheet
    var duration: Double
    /// 0...1: what of each distribution tells the truth; the rest is even.
    var clarity = 0.7
    /// 0...1: what of the truth about beats is told of the half beat after it instead.
    var ambiguity = 0.25
    /// Standard deviation of the noise on every log probability, nats.
    var noise = 0.7
    /// Share of stretches of 1.5 s whose place in the beat and in the bar is any.
    var lost = 0.0
    /// Probability that drums and keys are heard.
    var band: Float = 0.9
    var seed: UInt64 = 1

    /// Beats at a tempo that drifts by a sine of 20 s, bars, and a chord for each bar in turn.
    static func sheet(
        tempo: Double, drift: Double = 0, meter: Int = 4, first: Double = 0.3, pickup: Int = 0, key: String = "C",
        chords: String = "C | Am | F | G", duration: Double
    ) throws -> LeadSheet {
        var beats = [first]
        while let last = beats.last, last < duration {
            beats.append(last + 60 / (tempo * (1 + drift * sin(2 * .pi * last / 20))))
        }
        beats.removeLast()
        var sheet = LeadSheet(
            beats: beats, downbeats: Array(stride(from: pickup, to: beats.count, by: meter)), meter: meter,
            key: Key(parsing: key) ?? Key(index: 0), chords: [])
        sheet.chords = try ChordChart(parsing: chords).spans(over: sheet, until: duration)
        return sheet
    }

    func posteriors() -> Posteriors {
        let tokens = Int(duration * Posteriors.rate)
        var made = Posteriors(tokens: tokens)
        var generator = SeededGenerator(seed: seed)
        /// Log probabilities around a true place, in parts; a ring of them where it wraps.
        func blurred(_ parts: Int, _ weights: [(place: Double, weight: Double)], width: Double, wraps: Bool) -> [Float]
        {
            let shares = (0..<parts).map { part -> Double in
                let truth = weights.reduce(0.0) { sum, item in
                    var distance = abs(Double(part) - item.place)
                    if wraps { distance = min(distance, Double(parts) - distance) }
                    return sum + item.weight * exp(-0.5 * distance * distance / (width * width))
                }
                return (1 - clarity) / Double(parts) + clarity * truth / (width * 2.5)
            }
            let noisy = shares.map { log($0) + noise * generator.normal() }
            let total = log(noisy.reduce(0) { $0 + exp($1) })
            return noisy.map { Float($0 - total) }
        }
        /// Log probabilities with a share for each of some classes.
        func classes(_ count: Int, _ shares: [Int: Double]) -> [Float] {
            let noisy = (0..<count).map { index in
                log((1 - clarity) / Double(count) + clarity * (shares[index] ?? 0)) + noise * generator.normal()
            }
            let total = log(noisy.reduce(0) { $0 + exp($1) })
            return noisy.map { Float($0 - total) }
        }
        func put(_ values: [Float], _ token: Int, into all: inout [Float]) {
            all.replaceSubrange((token * values.count)..<((token + 1) * values.count), with: values)
        }
        let stretch = Int(1.5 * Posteriors.rate)
        var astray = 0.0
        var beat = 0
        for token in 0..<tokens {
            if token % stretch == 0 {
                astray = generator.uniform() < lost ? generator.uniform(in: 0..<Double(sheet.meter)) : 0
            }
            let time = Posteriors.time(ofToken: token)
            while beat + 2 < sheet.beats.count, sheet.beats[beat + 1] <= time { beat += 1 }
            let length = sheet.beats[beat + 1] - sheet.beats[beat]
            let position = Double(beat) + (time - sheet.beats[beat]) / length + astray
            let phase = position - position.rounded(.down)
            let inBar = (position - Double(sheet.downbeats.first ?? 0)) / Double(sheet.meter)
            let bar = inBar - inBar.rounded(.down)
            let parts = Double(Posteriors.beatParts)
            put(
                blurred(
                    Posteriors.beatParts,
                    [
                        (phase * parts, 1 - ambiguity),
                        ((phase + 0.5).truncatingRemainder(dividingBy: 1) * parts, ambiguity),
                    ], width: 1, wraps: true), token, into: &made.beatPhase)
            put(
                blurred(
                    Posteriors.barParts, [(bar * Double(Posteriors.barParts), 1)], width: 1, wraps: true), token,
                into: &made.barPhase)
            let bin = log2(60 / length / Posteriors.lowestTempo) * Double(Posteriors.tempoBinsPerOctave)
            put(
                blurred(
                    Posteriors.tempoBins, [(bin, 1 - ambiguity), (bin + 20, ambiguity / 2), (bin - 20, ambiguity / 2)],
                    width: 1.5, wraps: false), token, into: &made.tempo)
            func peak(_ phase: Double) -> Double {
                let near = (phase < 0.5 ? phase : phase - 1) * length
                return exp(-0.5 * pow(near / 0.015, 2))
            }
            let half = (phase + 0.5).truncatingRemainder(dividingBy: 1)
            func activation(_ share: Double) -> Float {
                Float(min(max(0.02 + clarity * share + 0.05 * noise * generator.normal(), 0.001), 0.999))
            }
            made.beats[token] = activation((1 - ambiguity) * peak(phase) + ambiguity * peak(half))
            let nearest = Int(position.rounded())
            made.downbeats[token] = activation(sheet.downbeats.contains(nearest) ? peak(phase) : 0)
            put(classes(24, [sheet.key.index: 0.7, sheet.key.relative.index: 0.3]), token, into: &made.key)
            let chord = sheet.chord(at: time)
            let state = ChordVocabulary.index(of: chord)
            // the same root as a seventh chord is the commonest confusion
            put(
                classes(ChordVocabulary.count, [state: 0.7, (state + 2) % ChordVocabulary.count: 0.3]), token,
                into: &made.chords)
            put(classes(12, chord.map { [$0.bass.value: 1] } ?? [:]), token, into: &made.bass)
            made.activity[token * Posteriors.families + 1] = band
            made.activity[token * Posteriors.families + 3] = band
        }
        return made
    }
}

/// Hears what it was told.
struct ToldEncoder: Encoding {
    var told: Posteriors

    func posteriors(of samples: [Float]) throws -> Posteriors { told }
}

/// How well lead sheets agree.
enum Agreement {
    /// F measure of beats within 70 ms.
    static func beats(_ found: [Double], _ truth: [Double]) -> Double {
        let hits = truth.filter { beat in found.contains { abs($0 - beat) <= 0.07 } }.count
        return found.isEmpty || truth.isEmpty ? 0 : 2 * Double(hits) / Double(found.count + truth.count)
    }

    /// Share of time with the same root and third.
    static func chords(_ found: LeadSheet, _ truth: LeadSheet, duration: Double) -> Double {
        let times = stride(from: 0.05, to: duration, by: 0.05).filter { truth.chord(at: $0) != nil }
        let hits = times.filter { time in
            guard let one = found.chord(at: time), let other = truth.chord(at: time) else { return false }
            return one.root == other.root && one.quality.isMinor == other.quality.isMinor
        }
        return Double(hits.count) / Double(max(times.count, 1))
    }
}
