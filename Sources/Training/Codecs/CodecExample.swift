import Foundation
import Music
import Signal
import StemGen

/// One stem, the vocal, some players together or all of them, as loud as usual give or take; never silence if that can be.
struct CodecExample {
    var samples: [Float]
    /// From which sample of which song on; nil before one is drawn.
    private(set) var place: (song: StemSong, start: Int)?
    /// Who plays in it.
    private(set) var players: [InstrumentFamily] = []
    private(set) var hasVocal = false

    /// Where it is one player's sound: whose.
    var player: (family: InstrumentFamily, song: StemSong, start: Int)? {
        guard let place, players.count == 1, !hasVocal else { return nil }
        return (players[0], place.song, place.start)
    }

    /// What is drawn how often; the rest is submixes.
    struct Shares {
        /// Single players.
        var players: Double
        /// All players without the vocal.
        var bands = 0.0
    }

    /// Of what is not a single player, the share that is the vocal alone.
    private static let vocals = 0.375
    /// The share of a song's players and its vocal that sound together elsewhere.
    private static let together = 0.6
    /// Draws of a place after which silence is taken: rests are common.
    private static let draws = 8

    /// - Parameters:
    ///   - level: deviation, dB.
    init(
        drawnFrom songs: [StemSong], samples count: Int, level: Double, shares: Shares,
        _ generator: inout SeededGenerator
    ) {
        samples = []
        for _ in 0..<Self.draws {
            let song = songs[generator.uniform(in: 0..<songs.count)]
            let start = generator.uniform(in: 0..<(song.count - count))
            let range = start..<(start + count)
            let families = song.families
            let kind = generator.uniform()
            (place, players, hasVocal) = ((song, start), [], false)
            if kind < shares.players, !families.isEmpty {
                players = [families[generator.uniform(in: 0..<families.count)]]
            } else if kind >= 1 - shares.bands, !families.isEmpty {
                players = families
            } else if kind < shares.players + (1 - shares.players - shares.bands) * Self.vocals {
                hasVocal = true
            } else {
                hasVocal = generator.uniform() < Self.together
                players = families.filter { _ in generator.uniform() < Self.together }
            }
            let tracks = (hasVocal ? [song.vocal] : []) + players.compactMap { song.parts[$0] }
            let gains = tracks.map { _ in Float(pow(10, generator.normal(standardDeviation: level) / 20)) }
            samples = [Float](repeating: 0, count: count)
            for (track, gain) in zip(tracks, gains) {
                for (index, value) in track.stretch(range).enumerated() { samples[index] += gain * value }
            }
            if !StemLevel.isSilent(samples) { break }
        }
    }
}
