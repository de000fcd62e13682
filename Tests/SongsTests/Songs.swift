import Foundation
import Music
import Recipes
import Signal
import Songs

/// Songs and takes to test with.
enum Samples {
    static let sheet = LeadSheet(
        beats: stride(from: 0.5, to: 4.4, by: 0.5).map(\.self), downbeats: [0, 4], meter: 4,
        key: Key(tonic: PitchClass(0), mode: .major),
        chords: [
            .init(start: 0, end: 2.5, chord: Chord(parsing: "C"), confidence: 0.5),
            .init(start: 2.5, end: 4.5, chord: Chord(parsing: "G"), confidence: 0.5),
        ], beatConfidence: 0.8)

    static func take(_ id: Int, name: String? = nil, stems: [String] = []) -> Take {
        Take(
            id: id, name: name ?? "take \(id)", recipe: Recipe(seed: UInt64(id)), modelHash: "abc", leadSheet: sheet,
            duration: 1, sampleRate: 24_000, stems: stems.map { .init(name: $0, file: "") }, computeSeconds: 1.5)
    }

    static func song(takes: [Int] = []) -> Song {
        var song = Song(title: "Song")
        song.takes = takes.map { take($0) }
        song.nextTake = (takes.max() ?? 0) + 1
        return song
    }

    static func stems(_ names: [String] = ["band"], seconds: Double = 1) -> [String: AudioBuffer] {
        var stems: [String: AudioBuffer] = [:]
        for (index, name) in names.enumerated() {
            stems[name] = Sounds.mono(200 * Double(index + 1), level: 0.2, seconds: seconds, rate: 24_000)
        }
        return stems
    }
}
