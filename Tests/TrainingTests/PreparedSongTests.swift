import AudioFiles
import Conditions
import Corpus
import FastSAG
import Foundation
import Listener
import Signal
import Testing
import Training

@Suite struct PreparedSongTests {
    @Test func aSongIsPreparedOnceAndRead() throws {
        try Songs.withCorpus([1]) { corpus in
            let song = try #require(try CorpusIndex.songs(in: corpus, split: .training).first)
            let encoder = try Listener.Encoder.bundled()
            let made = try PreparedSong(song, encoder: encoder)
            let file = song.folder.appendingPathComponent("prepared.safetensors")
            let bytes = try Data(contentsOf: file)
            let read = try PreparedSong(song, encoder: encoder)
            #expect(
                read.mel == made.mel && read.vocal == made.vocal && read.heard == made.heard
                    && read.activity == made.activity)
            #expect(try Data(contentsOf: file) == bytes)
            #expect(made.frameCount == 6 * 24_000 / 256 / 4 * 4)
            #expect(made.heard.count == made.frameCount / 4 * ConditionLayout.semanticWidth)

            // the accompaniment's Mel to half precision
            let samples = try AudioReader.read(song.accompaniment).mono()
            let mel = MelFrontEnd().logMel(samples)
            #expect(zip(made.mel, mel.values).allSatisfy { abs($0 - $1) <= abs($1) / 1024 })
            // what is heard in the accompaniment, two tokens of it at a time; and what is heard in the vocal as it is
            let (width, heard) = (ConditionLayout.semanticWidth, try encoder.posteriors(of: samples).features)
            for feature in 0..<width {
                let mean = (heard[20 * width + feature] + heard[21 * width + feature]) / 2
                #expect(abs(made.heard[10 * width + feature] - mean) < 2e-3 * max(1, abs(mean)))
            }
            let sung = try encoder.posteriors(of: AudioReader.read(song.vocal).mono()).features
            #expect(zip(made.semantics, sung).allSatisfy { abs($0 - $1) <= 1e-3 * max(1, abs($1)) })
            #expect(made.semantics.count == made.frameCount / 2 * width)
            // sung somewhere, and rested somewhere
            let voiced = stride(from: 16, to: made.vocal.count, by: ConditionLayout.vocal.count).map { made.vocal[$0] }
            #expect(voiced.contains(1) && voiced.contains(0))
        }
    }

    /// A crop's conditions are the whole song's at those frames.
    @Test func conditionsOfACropStandInTheirPlace() throws {
        try Songs.withCorpus([2]) { corpus in
            let song = try PreparedSong(
                try #require(try CorpusIndex.songs(in: corpus, split: .training).first),
                encoder: Listener.Encoder.bundled())
            let whole = song.conditions(0..<song.frameCount).slice(120..<260)
            let crop = song.conditions(120..<260)
            #expect(zip(whole.values, crop.values).allSatisfy { abs($0 - $1) < 1e-4 })
            let flags = crop.values[ConditionLayout.presence]
            #expect(flags.allSatisfy { $0 == 1 })
            // the chord under the middle of the crop is the lead sheet's
            let chord = song.song.entry.symbols.leadSheet.chord(at: ConditionFeatures.time(of: 190))
            let tones = (0..<12).filter { crop.values[70 * ConditionLayout.count + 26 + $0] == 1 }
            #expect(Set(tones) == Set(chord?.pitchClasses.map(\.value) ?? []))
        }
    }
}
