import Codecs
import Corpus
import Evaluation
import Foundation
import Generation
import Music
import Signal
import StemGen
import Tensors

/// Real stems of validation songs through the token codec and the vocoder, beside the vocoder alone, which is the ceiling.
package struct CodecSuite {
    let codec: TokenCodec
    let vocoder: Vocos

    package init(codec: TokenCodec, vocoder: Vocos) {
        self.codec = codec
        self.vocoder = vocoder
    }

    private struct Piece {
        let sheet: LeadSheet
        /// Real, vocoded, and coded and vocoded.
        let sounds: [[Float]]
        /// Of the two latter, mean distance of the natural-log Mel from the real one's.
        let distances: [Double]
    }

    /// - Returns: a row for every player of the songs.
    /// - Throws: `SuiteError.noStems`, `SuiteError.fewerThanTwoSongs`, `CorpusError`, `AudioFileError`, errors of the engine.
    package func run(on corpus: URL, count: Int) throws -> [CodecRow] {
        var pieces: [String: [Piece]] = [:]
        for song in try ValidationSongs.first(count, of: corpus) {
            let rendered = try song.rendered()
            guard !rendered.stems.isEmpty else { throw SuiteError.noStems(song.folder) }
            let tracks = [("vocal", rendered.vocal)] + rendered.stems.map { ($0.key.rawValue, $0.value) }
            for (name, samples) in tracks where StemLevel.gain(samples) > 0 {
                pieces[name, default: []].append(
                    try piece(StemLevel.levelled(samples), song.entry.symbols.leadSheet))
            }
        }
        return pieces.keys.sorted().map { name in
            let own = pieces[name] ?? []
            func mean(_ values: [Double?]) -> Double? {
                let known = values.compactMap { $0 }
                return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
            }
            func figures(_ measure: ([Float], LeadSheet) -> Double?) -> [Double?] {
                (0..<3).map { way in mean(own.map { measure($0.sounds[way], $0.sheet) }) }
            }
            return CodecRow(
                player: name, stems: own.count,
                chordTones: figures { HarmonyJudge.chordToneEnergy(accompaniment: $0, leadSheet: $1) },
                beatRatios: figures { RhythmJudge.onsetAtBeatRatio(accompaniment: $0, beats: $1.beats) },
                distances: (0..<2).map { way in mean(own.map { $0.distances[way] }) })
        }
    }

    private func piece(_ samples: [Float], _ sheet: LeadSheet) throws -> Piece {
        let frontEnd = MelFrontEnd()
        let mel = frontEnd.logMel(samples)
        let frames = mel.frames / TokenCodec.stride * TokenCodec.stride
        let values = Array(mel.values.prefix(frames * mel.bands))
        let coded = try Engine.withGradients(false) {
            try codec.decode(codec.encode(Tensor(values, shape: [1, frames, mel.bands]))).floats()
        }
        func vocoded(_ values: [Float]) throws -> [Float] {
            try SectionVocoder.samples(
                Spectrogram(frames: frames, bands: mel.bands, values: values, hopSeconds: mel.hopSeconds),
                vocoder: vocoder)
        }
        func floored(_ values: some Sequence<Float>) -> [Float] { values.map { max($0, MelFrontEnd.logFloor) } }
        let real = floored(values)
        func distance(_ values: some Sequence<Float>) -> Double {
            let differences = zip(floored(values), real).map { Double(abs($0 - $1)) }
            return differences.reduce(0, +) / Double(max(differences.count, 1))
        }
        let (ceiling, made) = (try vocoded(values), try vocoded(coded))
        return Piece(
            sheet: sheet, sounds: [samples, ceiling, made],
            distances: [distance(frontEnd.logMel(ceiling).values), distance(coded)])
    }
}

/// One player over all songs.
package struct CodecRow: Codable {
    package var player: String
    package var stems: Int
    /// `HarmonyJudge.chordToneEnergy` and `RhythmJudge.onsetAtBeatRatio` of real, vocoded and coded stems.
    package var chordTones: [Double?]
    package var beatRatios: [Double?]
    /// Mean distance from the real natural-log Mel: of vocoded sound's, and of the codec's Mel.
    package var distances: [Double?]

    package var line: String {
        func cells(_ values: [Double?]) -> String {
            values.map { $0.map { String(format: "%6.2f", $0) } ?? "     -" }.joined()
        }
        return player.padding(toLength: 8, withPad: " ", startingAt: 0) + String(format: "%4d  ", stems)
            + cells(chordTones) + "  " + cells(beatRatios) + "  " + cells(distances)
    }

    package static let headings =
        "player stems  chord tones and onsets on beats over off beats: real, vocoded, coded; Mel L1: vocoded, coded"
}
