import Foundation
import Listener
import Tensors

/// How often the encoder is right, added up over examples.
struct EncoderScore {
    private struct Share {
        var right = 0.0
        var all = 0.0
        mutating func count(_ isRight: Bool) {
            right += isRight ? 1 : 0
            all += 1
        }
        var value: Double { right / max(all, 1) }
    }

    /// Agreement of events, or of truths.
    private struct Agreement {
        var hits = 0.0
        var found = 0.0
        var wanted = 0.0
        var f1: Double { 2 * hits / max(found + wanted, 1) }
    }

    private var voicing = Agreement()
    private var pitch = Share()
    private var onsets = Agreement()
    private var chroma = Share()
    private var beats = Agreement()
    private var downbeats = Agreement()
    private var beatPhase = Share()
    private var barPhase = Share()
    private var tempo = Share()
    private var foldedTempo = Share()
    private var key = Share()
    private var songKey = Share()
    private var triads = Share()
    private var roots = Share()
    private var bass = Share()
    private var activity = Share()

    /// Probabilities over these are events and truths.
    private static let eventThreshold: Float = 0.3
    private static let truthThreshold: Float = 0.5
    /// Tokens within which an event is found: 64 ms.
    private static let tolerance = 3

    /// - Parameter output: of the example alone.
    mutating func add(_ example: EncoderExample, _ output: EncoderNetwork.Output) throws {
        func probabilities(_ head: EncoderHead) throws -> [Float] { try output[head].sigmoid().floats() }
        func wanted(_ head: EncoderHead) -> [Float] { example.values[head] ?? [] }
        func best(_ head: EncoderHead) throws -> [Int] { try output[head].argmax(-1).integers() }

        for (found, isTrue) in zip(try probabilities(.voicing), wanted(.voicing)) {
            voicing.found += found > Self.truthThreshold ? 1 : 0
            voicing.wanted += Double(isTrue)
            voicing.hits += found > Self.truthThreshold && isTrue > 0 ? 1 : 0
        }
        let pitchPlaces = Self.centres(wanted(.pitch), size: EncoderHead.pitch.size)
        for (found, place) in zip(try best(.pitch), pitchPlaces) {
            guard let place else { continue }
            pitch.count(abs(Float(found) - place) <= Float(Posteriors.binsPerSemitone) / 2)
        }
        Self.compare(try probabilities(.onsets), wanted(.onsets), &onsets)
        Self.compare(try probabilities(.beats), wanted(.beats), &beats)
        Self.compare(try probabilities(.downbeats), wanted(.downbeats), &downbeats)
        for (found, isTrue) in zip(try probabilities(.chroma), wanted(.chroma)) {
            chroma.count((found > Self.truthThreshold) == (isTrue > 0))
        }
        for (found, isTrue) in zip(try probabilities(.activity), wanted(.activity)) {
            activity.count((found > Self.truthThreshold) == (isTrue > 0))
        }
        let tempoPlaces = Self.centres(wanted(.tempo), size: EncoderHead.tempo.size)
        let octave = Float(Posteriors.tempoBinsPerOctave)
        for (found, place) in zip(try best(.tempo), tempoPlaces) {
            guard let place else { continue }
            // 4 % are 1.13 bins
            let distance = Float(found) - place, limit = octave * log2f(1.04)
            tempo.count(abs(distance) <= limit)
            foldedTempo.count(abs(distance - octave * (distance / octave).rounded()) <= limit)
        }
        func judge(_ head: EncoderHead, _ share: inout Share) throws {
            for (found, isTrue) in zip(try best(head), example.classes[head] ?? []) where isTrue >= 0 {
                share.count(found == isTrue)
            }
        }
        try judge(.beatPhase, &beatPhase)
        try judge(.barPhase, &barPhase)
        try judge(.bass, &bass)
        try judge(.key, &key)
        let keys = (example.classes[.key] ?? []).filter { $0 >= 0 }
        if let isTrue = keys.isEmpty ? nil : keys[keys.count / 2] {
            let mean = try output[.key].logSoftmax().mean([0, 1]).argmax(0).integers()
            songKey.count(mean == [isTrue])
        }
        let qualities = ChordVocabulary.qualities.count
        func isMinor(_ chord: Int) -> Bool { ChordVocabulary.qualities[chord % qualities].isMinor }
        for (found, isTrue) in zip(try best(.chords), example.classes[.chords] ?? [])
        where isTrue >= 0 && isTrue != ChordVocabulary.none {
            let sameRoot = found != ChordVocabulary.none && found / qualities == isTrue / qualities
            roots.count(sameRoot)
            triads.count(sameRoot && isMinor(found) == isMinor(isTrue))
        }
    }

    var figures: [(name: String, value: Double)] {
        [
            ("voicing", voicing.f1), ("pitch", pitch.value), ("onsets", onsets.f1), ("chroma", chroma.value),
            ("beats", beats.f1), ("downbeats", downbeats.f1), ("beatPhase", beatPhase.value),
            ("barPhase", barPhase.value), ("tempo", tempo.value), ("foldedTempo", foldedTempo.value),
            ("key", key.value), ("songKey", songKey.value), ("triads", triads.value), ("roots", roots.value),
            ("bass", bass.value), ("activity", activity.value),
        ]
    }

    /// The places of distributions, in bins; nil for rows of zeros.
    private static func centres(_ values: [Float], size: Int) -> [Float?] {
        stride(from: 0, to: values.count, by: size).map { row in
            var (sum, place): (Float, Float) = (0, 0)
            for bin in 0..<size where values[row + bin] > 0 {
                sum += values[row + bin]
                place += values[row + bin] * Float(bin)
            }
            return sum > 0 ? place / sum : nil
        }
    }

    /// Peaks against the tokens marked 1, each found once.
    private static func compare(_ probabilities: [Float], _ wanted: [Float], _ agreement: inout Agreement) {
        var left = wanted.indices.filter { wanted[$0] == 1 }
        agreement.wanted += Double(left.count)
        for token in probabilities.indices where isPeak(probabilities, token) {
            agreement.found += 1
            guard let hit = left.firstIndex(where: { abs($0 - token) <= tolerance }) else { continue }
            left.remove(at: hit)
            agreement.hits += 1
        }
    }

    private static func isPeak(_ values: [Float], _ token: Int) -> Bool {
        guard values[token] > eventThreshold else { return false }
        let near = max(token - 4, 0)...min(token + 4, values.count - 1)
        return near.allSatisfy { $0 < token ? values[$0] < values[token] : values[$0] <= values[token] }
    }
}
