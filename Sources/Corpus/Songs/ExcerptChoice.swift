import Band
import Music
import Signal

/// Chooses the stretch of a song that is sung most.
enum ExcerptChoice {
    /// Seconds: a downbeat with the voice coming in within two bars, from which nearly as much is sung as from any.
    /// 0 when the song is not longer than the excerpt or has no such downbeat.
    static func start(in song: SongSymbols, seconds: Double, generator: inout SeededGenerator) -> Double {
        guard song.duration > seconds, let grid = BeatGrid(beats: song.leadSheet.beats) else { return 0 }
        let sheet = song.leadSheet
        var candidates: [(start: Double, sung: Double)] = []
        for downbeat in sheet.downbeats {
            let start = sheet.beats[downbeat]
            let entry = grid.seconds(at: Double(downbeat + 2 * sheet.meter)) + 0.05
            guard start + seconds <= song.duration,
                song.melody.contains(where: { $0.start > start - 0.05 && $0.start < entry })
            else { continue }
            // Half a second of rest belongs to singing.
            var sung = 0.0
            for (note, next) in zip(song.melody, song.melody.dropFirst()) {
                guard note.start >= start - 0.05, note.start < start + seconds else { continue }
                sung += min(next.start - note.start, note.duration + 0.5)
            }
            candidates.append((start, sung))
        }
        guard let most = candidates.map(\.sung).max() else { return 0 }
        let good = candidates.filter { $0.sung >= 0.93 * most }
        return good[generator.uniform(in: 0..<good.count)].start
    }
}
