import Corpus
import Evaluation
import Foundation
import Generation
import Listener
import MeLoDy
import Music
import Recipes
import Signal
import Tensors

/// All captions together.
package struct PromptRow: Codable {
    package private(set) var captions = 0
    /// Captions whose own band is the nearest, and among the five nearest.
    package private(set) var first = 0
    package private(set) var amongFive = 0
    package private(set) var bands = 0
    /// Instruments that captions ask for, those of them that are heard, and that the judge hears in the songs' own bands.
    package private(set) var asked = 0
    package private(set) var heard = 0
    package private(set) var heardInReal = 0
    /// Instruments that they do not ask for, those that are heard all the same, and in the songs' own bands.
    package private(set) var others = 0
    package private(set) var othersHeard = 0
    package private(set) var othersHeardInReal = 0
    package private(set) var key = 0
    package private(set) var tempo = 0

    mutating func add(
        _ facts: PromptFacts, made: [InstrumentFamily: Double], real: [InstrumentFamily: Double],
        analysis: AccompanimentAnalysis, beats: [Double], heard threshold: Double
    ) {
        bands += 1
        for family in InstrumentFamily.allCases {
            let (here, there) = ((made[family] ?? 0) > threshold, (real[family] ?? 0) > threshold)
            if facts.players.contains(family) {
                asked += 1
                heard += here ? 1 : 0
                heardInReal += there ? 1 : 0
            } else {
                others += 1
                othersHeard += here ? 1 : 0
                othersHeardInReal += there ? 1 : 0
            }
        }
        key += analysis.key == facts.key ? 1 : 0
        guard beats.count > 2, let wanted = facts.tempo else { return }
        let found = 60 * Double(beats.count - 1) / (beats[beats.count - 1] - beats[0])
        tempo += [0.5, 1, 2].contains { abs(found / wanted / $0 - 1) < 0.02 } ? 1 : 0
    }

    /// - Parameters: points of unit length of each band, and of its caption.
    mutating func retrieve(_ clips: [[Float]], _ texts: [[Float]]) {
        captions = texts.count
        for (index, text) in texts.enumerated() {
            let closeness = clips.map { clip in zip(clip, text).reduce(Float(0)) { $0 + $1.0 * $1.1 } }
            let nearer = closeness.count { $0 > closeness[index] }
            first += nearer < 1 ? 1 : 0
            amongFive += nearer < 5 ? 1 : 0
        }
    }

    package var lines: [String] {
        func share(_ count: Int, _ all: Int) -> String {
            String(format: "%.0f %%", 100 * Double(count) / Double(max(all, 1)))
        }
        let found =
            "captions: \(captions); own band nearest \(share(first, captions)), among five \(share(amongFive, captions))"
        guard bands > 0 else { return [found] }
        return [
            found,
            "bands made: \(bands); instruments asked for and heard \(share(heard, asked)) "
                + "(in the songs' own bands \(share(heardInReal, asked))), others heard "
                + "\(share(othersHeard, others)) (\(share(othersHeardInReal, others)))",
            "tempo within 2 %, an octave allowed: \(share(tempo, bands)); key: \(share(key, bands))",
        ]
    }
}
