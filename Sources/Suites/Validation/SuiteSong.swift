import AudioFiles
import Corpus
import Evaluation
import Music
import Signal

/// A validation song or an excerpt of it, read.
package struct SuiteSong {
    package let name: String
    package let vocal: AudioBuffer
    /// 24 kHz mono.
    package let render: AudioBuffer
    package let sheet: LeadSheet
    package let style: Style
    /// As it is sung.
    package let melody: [Note]

    /// - Parameter seconds: of an excerpt from the bar in which the singing begins, nil for the whole song.
    /// - Throws: `AudioFileError`.
    package init(_ song: CorpusSong, seconds: Double?) throws {
        name = "\(song.entry.symbols.identifier)"
        style = song.entry.style
        let vocal = try AudioReader.read(song.vocal)
        let render = try AudioReader.read(song.accompaniment, resampledTo: RenderedSong.sampleRate, mono: true)
        let sheet = song.entry.symbols.leadSheet
        let whole = min(vocal.duration, render.duration)
        guard let seconds, seconds < whole else {
            (self.vocal, self.render, self.sheet) = (vocal, render, sheet)
            melody = song.entry.sungMelody
            return
        }
        let begin = song.entry.sungMelody.first?.start ?? 0
        let bar = sheet.downbeats.map { sheet.beats[$0] }.last { $0 <= begin } ?? begin
        let start = max(min(bar, whole - seconds), 0)
        let end = start + seconds
        self.vocal = vocal.slice(from: start, to: end)
        self.render = render.slice(from: start, to: end)
        self.sheet = sheet.slice(from: start, to: end)
        melody = song.entry.sungMelody.filter { $0.start >= start && $0.end <= end }.map { note in
            var note = note
            note.start -= start
            return note
        }
    }
}
