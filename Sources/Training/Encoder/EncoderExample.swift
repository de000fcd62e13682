import Foundation
import Listener
import Signal

/// A stretch of a song with what the encoder should say of it.
package struct EncoderExample {
    /// `EncoderFrontEnd.features`, (length, count).
    package private(set) var features: [Float]
    /// Targets of the heads whose values exclude each other; -1 is not judged.
    package private(set) var classes: [EncoderHead: [Int]] = [:]
    /// Targets of the others, and of pitch and tempo distributions, (length, size); a distribution of zeros is not judged.
    package private(set) var values: [EncoderHead: [Float]] = [:]
    /// 1 where metre is judged.
    package private(set) var metre: [Float]
    /// Heads that are not judged.
    package private(set) var unknown: Set<EncoderHead> = []

    /// Octaves over 1 Hz of each value of the front end.
    static let octaves: [Float] = (0..<EncoderFrontEnd.count).map { Float(log2(EncoderFrontEnd.hertz(of: $0))) }

    /// - Parameters:
    ///   - start: a token of the song; what lies beyond its end is silent and not judged.
    package init(
        _ song: EncoderSong, start: Int, length: Int, _ hearing: EncoderHearing, _ generator: inout SeededGenerator
    ) {
        features = Self.features(song, start: start, length: length, hearing, &generator)
        metre = []
        setTargets(song.targets, start: start, length: length, hearing)
    }

    /// A recording as it is.
    init(
        recorded powers: [Float], _ targets: EncoderTargets, start: Int, length: Int, isSung: Bool, hasBand: Bool
    ) {
        features = EncoderFrontEnd.features(powers)
        metre = []
        setTargets(
            targets, start: start, length: length, EncoderHearing(voice: isSung ? 1 : 0, band: hasBand ? 1 : 0))
    }

    private static func features(
        _ song: EncoderSong, start: Int, length: Int, _ hearing: EncoderHearing, _ generator: inout SeededGenerator
    ) -> [Float] {
        let count = EncoderFrontEnd.count
        var powers = [Float](repeating: EncoderFrontEnd.floor, count: length * count)
        let last = min(start + length, song.tokens)
        let table = EncoderSong.powers
        let waves = interference
        let isMixed = hearing.voice > 0 && hearing.band > 0
        song.voice.withUnsafeBufferPointer { voice in
            song.band.withUnsafeBufferPointer { band in
                powers.withUnsafeMutableBufferPointer { powers in
                    var random = generator.next()
                    for index in 0..<max((last - start) * count, 0) {
                        let source = start * count + index
                        let a = hearing.voice > 0 ? hearing.voice * table[Int(voice[source])] : 0
                        let b = hearing.band > 0 ? hearing.band * table[Int(band[source])] : 0
                        guard isMixed else {
                            powers[index] = a + b
                            continue
                        }
                        if index & 7 == 0 { random = generator.next() }
                        let wave = waves[Int(truncatingIfNeeded: random & 63)]
                        random >>= 8
                        powers[index] = a + b + 2 * (a * b).squareRoot() * wave
                    }
                }
            }
        }
        if hearing.shift != 0 { powers = shifted(powers, semitones: hearing.shift) }
        if let colour = hearing.colour {
            for token in 0..<length {
                for value in 0..<count {
                    powers[token * count + value] = powers[token * count + value] * colour[value]
                }
            }
        }
        if hearing.noise > 0 {
            // the power of noise in a bin is exponentially distributed
            for index in powers.indices {
                powers[index] -= hearing.noise * logf(1 - Float(generator.next() >> 40) * 0x1p-24)
            }
        }
        return EncoderFrontEnd.features(powers)
    }

    /// Where two sounds meet, their phases are any: cosines of even steps.
    private static let interference: [Float] = (0..<64).map { cosf(2 * .pi * (Float($0) + 0.5) / 64) }

    /// All frequencies higher by semitones.
    private static func shifted(_ powers: [Float], semitones: Int) -> [Float] {
        let count = EncoderFrontEnd.count
        var result = [Float](repeating: EncoderFrontEnd.floor, count: powers.count)
        let bins = semitones * EncoderFrontEnd.binsPerSemitone
        let bands = EncoderFrontEnd.melBands
        // where each Mel band's power comes from, between two bands
        let sources = EncoderFrontEnd.bandPositions(loweredBy: semitones)
        for row in stride(from: 0, to: powers.count, by: count) {
            for bin in max(bins, 0)..<min(EncoderFrontEnd.pitchBins + bins, EncoderFrontEnd.pitchBins) {
                result[row + bin] = powers[row + bin - bins]
            }
            for frame in 0..<EncoderFrontEnd.melFrames {
                let first = row + EncoderFrontEnd.pitchBins + frame * bands
                for band in 0..<bands {
                    guard let source = sources[band] else { continue }
                    let place = first + source.band
                    result[first + band] = powers[place] + (powers[place + 1] - powers[place]) * source.share
                }
            }
        }
        return result
    }

    private mutating func setTargets(_ targets: EncoderTargets, start: Int, length: Int, _ hearing: EncoderHearing) {
        unknown = targets.unknown
        let tokens = (start..<(start + length)).map { $0 < targets.tokens ? $0 : nil }
        let shift = ((hearing.shift % 12) + 12) % 12
        let isSung = hearing.voice > 0, hasBand = hearing.band > 0
        metre = tokens.map { token in token.map { targets.beatPhase[$0] >= 0 ? 1 : 0 } ?? 0 }
        let pitch = tokens.map { token in
            token.map { isSung && targets.pitch[$0] > 0 ? targets.pitch[$0] + Float(hearing.shift) : 0 } ?? 0
        }
        values[.voicing] = pitch.map { $0 > 0 ? 1 : 0 }
        values[.pitch] = pitch.flatMap {
            Self.bump(
                $0 > 0 ? ($0 - Float(Posteriors.lowestPitch)) * Float(Posteriors.binsPerSemitone) : nil,
                count: Posteriors.pitchBins)
        }
        values[.tempo] = tokens.flatMap { token in
            Self.bump(
                token.flatMap { targets.tempo[$0] > 0 ? targets.tempo[$0] : nil }.map { tempo in
                    let bin = Float(Posteriors.tempoBinsPerOctave) * log2(tempo / Float(Posteriors.lowestTempo))
                    return min(max(bin, 0), Float(Posteriors.tempoBins - 1))
                }, count: Posteriors.tempoBins)
        }
        func curve(_ list: [Float]) -> [Float] { tokens.map { token in token.map { list[$0] } ?? 0 } }
        values[.onsets] = isSung ? curve(targets.onsets) : [Float](repeating: 0, count: length)
        values[.beats] = curve(targets.beats)
        values[.downbeats] = curve(targets.downbeats)
        values[.chroma] = tokens.flatMap { token in
            (0..<12).map { pitchClass in
                token.map { targets.chroma[$0] >> UInt16((pitchClass + 12 - shift) % 12) & 1 == 1 ? 1 : 0 } ?? 0
            }
        }
        values[.activity] = tokens.flatMap { token in
            (0..<Posteriors.families).map { family in
                guard let token, family == 0 ? isSung : hasBand else { return Float(0) }
                return targets.activity[token] >> UInt8(family) & 1 == 1 ? 1 : 0
            }
        }
        func parts(_ list: [Float], _ count: Int) -> [Int] {
            tokens.map { token in
                guard let token, list[token] >= 0 else { return -1 }
                return Int((list[token] * Float(count)).rounded()) % count
            }
        }
        classes[.beatPhase] = parts(targets.beatPhase, Posteriors.beatParts)
        classes[.barPhase] = parts(targets.barPhase, Posteriors.barParts)
        classes[.key] = tokens.map { token in
            token.map { targets.keys[$0] / 12 * 12 + (targets.keys[$0] + shift) % 12 } ?? -1
        }
        classes[.chords] = tokens.map { token in
            guard let token else { return -1 }
            let chord = targets.chords[token], qualities = ChordVocabulary.qualities.count
            return chord == ChordVocabulary.none ? chord : (chord + shift * qualities) % ChordVocabulary.none
        }
        classes[.bass] = tokens.map { token in
            guard let token, targets.bass[token] >= 0 else { return -1 }
            return (targets.bass[token] + shift) % 12
        }
    }

    /// A normal distribution around a place among bins, of one bin's deviation; zeros without a place or with one outside.
    private static func bump(_ place: Float?, count: Int) -> [Float] {
        var values = [Float](repeating: 0, count: count)
        guard let place, place > -0.5, place < Float(count) - 0.5 else { return values }
        var sum: Float = 0
        let centre = Int(place.rounded())
        for bin in max(centre - 4, 0)...min(centre + 4, count - 1) {
            let distance = Float(bin) - place
            values[bin] = expf(-distance * distance / 2)
            sum += values[bin]
        }
        for bin in max(centre - 4, 0)...min(centre + 4, count - 1) { values[bin] /= sum }
        return values
    }
}
