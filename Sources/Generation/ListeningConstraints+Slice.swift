import Listener
import Music
import Recipes

extension ListeningConstraints {
    /// What the singer says of the song, for a part of it.
    /// - Parameters: seconds of the song.
    /// - Throws: `RecipeError` where the first downbeat lies outside and no beats say where bars begin.
    func slice(from start: Double, to end: Double) throws -> ListeningConstraints {
        var part = self
        part.chords = chords.compactMap { span in
            var cut = span
            cut.start = max(span.start, start) - start
            cut.end = min(span.end, end) - start
            return cut.end > cut.start ? cut : nil
        }
        part.beats = beats?.filter { $0 >= start && $0 < end }.map { $0 - start }
        if let firstDownbeat {
            if let beats {
                part.firstDownbeat = barLine(beats, firstDownbeat).map { $0 - start }
            } else if (start..<end).contains(firstDownbeat) {
                part.firstDownbeat = firstDownbeat - start
            } else {
                throw RecipeError(
                    "the first downbeat must lie in what is accompanied, \(start) to \(end) s, not at \(firstDownbeat)")
            }
        }
        return part

        /// The first beat of the part that begins a bar, counted from the song's first downbeat.
        func barLine(_ beats: [Double], _ downbeat: Double) -> Double? {
            let first = beats.indices.min { abs(beats[$0] - downbeat) < abs(beats[$1] - downbeat) } ?? 0
            let meter = meter ?? VocalListener.commonestMeter
            return beats.indices.first {
                (start..<end).contains(beats[$0]) && ($0 - first) % meter == 0
            }.map { beats[$0] }
        }
    }
}
