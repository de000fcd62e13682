import Band
import Corpus
import Foundation
import Music
import TestSupport

/// Songs as sound without a renderer: a voice of three partials on each note, chords of sines.
enum EncoderSongs {
    static func song(_ identifier: Int, bars: Int = 6, meter: Int = 4) throws -> RenderedSong {
        var symbols = try Songs.symbols(identifier, bars: bars)
        if meter != 4 {
            symbols.leadSheet.meter = meter
            symbols.leadSheet.downbeats = Array(stride(from: 0, to: symbols.leadSheet.beats.count, by: meter))
        }
        let count = bars * 2 * 24_000
        var hertz = [Float](repeating: 0, count: count / SungVoice.hop)
        var vocal = [Float](repeating: 0, count: count), band = vocal
        for note in symbols.melody {
            let frequency = 440 * exp2((Double(note.pitch) - 69) / 12)
            for index in Int(note.start * 24_000)..<min(Int(note.end * 24_000), count) {
                let phase = 2 * Double.pi * frequency * Double(index) / 24_000
                vocal[index] = Float(0.2 * sin(phase) + 0.1 * sin(2 * phase) + 0.05 * sin(3 * phase))
            }
            for frame in hertz.indices {
                let time = (Double(frame) + 0.5) * Double(SungVoice.hop) / 24_000
                if time >= note.start, time < note.end { hertz[frame] = Float(frequency) }
            }
        }
        for span in symbols.leadSheet.chords {
            for tone in span.chord?.pitchClasses ?? [] {
                let frequency = 440 * exp2(Double(48 + tone.value - 69) / 12)
                for index in Int(span.start * 24_000)..<min(Int(span.end * 24_000), count) {
                    band[index] += Float(0.1 * sin(2 * Double.pi * frequency * Double(index) / 24_000))
                }
            }
        }
        var entry = try template
        (entry.symbols, entry.split, entry.sungMelody) = (symbols, symbols.split, symbols.melody)
        return RenderedSong(
            entry: entry, vocal: vocal, hertz: hertz, accompaniment: band,
            activity: .init(repeating: 0b100, count: count / 512))
    }

    /// An entry whose song is to be replaced.
    private static var template: CorpusEntry {
        get throws {
            let data = try TinyPOP909(identifiers: [1])
            defer { try? data.remove() }
            let song = try POP909Song(identifier: 1, in: data.original, cl: data.corrected)
            let font = SoundFont(file: data.root.appendingPathComponent("silent.sf2"))
            return SongPlan(song, variation: 0, settings: SongPlan.Settings(fonts: [font])).entry
        }
    }
}
