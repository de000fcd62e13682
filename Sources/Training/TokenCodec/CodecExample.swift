import Foundation
import Music
import Signal
import StemGen

/// One stem, the vocal, some players together or all of them, as loud as usual give or take; never silence if that can be.
struct CodecExample {
    var samples: [Float]
    /// Where it is one player's sound: whose, and from which sample of the song on.
    var player: (family: InstrumentFamily, song: StemSong, start: Int)?

    /// Of what is not a single player, the share that is the vocal alone.
    private static let vocals = 0.375
    /// The share of a song's players and its vocal that sound together elsewhere.
    private static let together = 0.6
    /// Draws of a place after which silence is taken: rests are common.
    private static let draws = 8

    /// - Parameters:
    ///   - level: deviation, dB.
    ///   - share: of single players.
    init(
        drawnFrom songs: [StemSong], samples count: Int, level: Double, players share: Double,
        _ generator: inout SeededGenerator
    ) {
        samples = []
        for _ in 0..<Self.draws {
            let song = songs[generator.uniform(in: 0..<songs.count)]
            let start = generator.uniform(in: 0..<(song.count - count))
            let range = start..<(start + count)
            let families = song.families
            let kind = generator.uniform()
            var tracks: [StemTrack] = []
            player = nil
            if kind < share, !families.isEmpty {
                let family = families[generator.uniform(in: 0..<families.count)]
                tracks = [family].compactMap { song.parts[$0] }
                player = (family, song, start)
            } else if kind < share + (1 - share) * Self.vocals {
                tracks = [song.vocal]
            } else {
                tracks = ([song.vocal] + families.compactMap { song.parts[$0] }).filter { _ in
                    generator.uniform() < Self.together
                }
            }
            let gains = tracks.map { _ in Float(pow(10, generator.normal(standardDeviation: level) / 20)) }
            samples = [Float](repeating: 0, count: count)
            for (track, gain) in zip(tracks, gains) {
                for (index, value) in track.stretch(range).enumerated() { samples[index] += gain * value }
            }
            if !StemLevel.isSilent(samples) { break }
        }
    }
}
