import Corpus
import Foundation
import Music
import Signal
import StemGen

/// Some or all players of a song together, as MeLoDy hears and learns them.
struct BandTake: Sendable {
    let song: StemSong
    let players: Set<InstrumentFamily>
    /// 24 kHz mono at the usual level.
    let samples: [Float]

    init(_ song: StemSong, players: Set<InstrumentFamily>) {
        self.song = song
        self.players = players
        var mix = [Float](repeating: 0, count: song.count)
        for family in song.families where players.contains(family) {
            guard let track = song.parts[family] else { continue }
            for (index, value) in track.original(0..<song.count).enumerated() { mix[index] += value }
        }
        samples = StemLevel.levelled(mix)
    }

    /// Everyone, and so many other times some of them.
    static func draw(_ song: StemSong, subsets: Int, _ generator: inout SeededGenerator) -> [Set<InstrumentFamily>] {
        let all = song.families
        return [Set(all)]
            + (0..<subsets).map { _ in
                var some: Set<InstrumentFamily> = []
                while some.isEmpty { some = Set(all.filter { _ in generator.uniform() < 0.5 }) }
                return some
            }
    }
}
