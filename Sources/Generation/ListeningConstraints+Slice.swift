import Listener
import Music
import Recipes

extension ListeningConstraints {
    /// Beats in which every usual number of beats a bar fits: bars begin there whatever the metre is.
    private static let commonBeats = 12

    /// What the singer says of the song, for a part of it. With an exact tempo a first downbeat outside of the part is
    /// moved into it by whole bars.
    /// - Parameters: seconds of the song.
    /// - Throws: `RecipeError` where the first downbeat lies outside and neither beats nor an exact tempo say where bars
    ///   begin.
    public func slice(from start: Double, to end: Double) throws -> ListeningConstraints {
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
            } else if let tempo, !tempoDrifts {
                let bar = Double(meter ?? Self.commonBeats) * 60 / tempo
                let bars = ((start - firstDownbeat) / bar - Self.hair).rounded(.up)
                part.firstDownbeat = max(firstDownbeat + bars * bar - start, 0)
            } else {
                throw RecipeError(
                    "the first downbeat must lie in what is accompanied, \(start) to \(end) s, not at \(firstDownbeat); "
                        + "with an exact tempo it may lie anywhere")
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
    /// Bars: a first downbeat that is less before the part is at its beginning.
    private static let hair = 1e-9
}
