import Codecs
import Conditions
import Corpus
import Evaluation
import Foundation
import Generation
import Music
import Signal
import StemGen
import Tensors

/// Real stems and bands of validation songs through a codec and the vocoder, beside the vocoder alone and the vocoder that is
/// told the notes, which is the ceiling.
package struct CodecSuite {
    let codec: any MelReconstruction
    let vocoder: Vocos

    package init(codec: any MelReconstruction, vocoder: Vocos) {
        self.codec = codec
        self.vocoder = vocoder
    }

    private struct Piece {
        let sheet: LeadSheet
        /// Real, vocoded, vocoded with its notes told, and coded and vocoded.
        let sounds: [[Float]]
        /// Of vocoded and coded, mean distance of the natural-log Mel from the real one's.
        let distances: [Double]
    }

    /// - Returns: a row for every player of the songs.
    /// - Throws: `SuiteError.noStems`, `SuiteError.fewerThanTwoSongs`, `CorpusError`, `AudioFileError`, errors of the engine.
    package func run(on corpus: URL, count: Int) throws -> [CodecRow] {
        var pieces: [String: [Piece]] = [:]
        for song in try ValidationSongs.first(count, of: corpus) {
            let rendered = try song.rendered()
            guard !rendered.stems.isEmpty else { throw SuiteError.noStems(song.folder) }
            let pitched = rendered.notes.filter { $0.key != .drums }.values.flatMap { $0 }
            let tracks: [(name: String, family: InstrumentFamily?, samples: [Float], notes: [Note])] =
                [("vocal", nil, rendered.vocal, []), ("band", nil, rendered.accompaniment, pitched)]
                + InstrumentFamily.allCases.compactMap { family in
                    rendered.stems[family].map { stem in
                        (family.rawValue, family, stem, family == .drums ? [] : rendered.notes[family] ?? [])
                    }
                }
            for track in tracks where StemLevel.gain(track.samples) > 0 {
                pieces[track.name, default: []].append(
                    try piece(
                        StemLevel.levelled(track.samples), song.entry.symbols.leadSheet, of: track.family,
                        playing: track.notes))
            }
        }
        return pieces.keys.sorted().map { name in
            let own = pieces[name] ?? []
            func mean(_ values: [Double?]) -> Double? {
                let known = values.compactMap { $0 }
                return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
            }
            func figures(_ measure: ([Float], LeadSheet) -> Double?) -> [Double?] {
                (0..<4).map { way in mean(own.map { measure($0.sounds[way], $0.sheet) }) }
            }
            return CodecRow(
                player: name, stems: own.count,
                chordTones: figures { HarmonyJudge.chordToneEnergy(accompaniment: $0, leadSheet: $1) },
                beatRatios: figures { RhythmJudge.onsetAtBeatRatio(accompaniment: $0, beats: $1.beats) },
                distances: (0..<2).map { way in mean(own.map { $0.distances[way] }) })
        }
    }

    private func piece(
        _ samples: [Float], _ sheet: LeadSheet, of family: InstrumentFamily?, playing notes: [Note]
    ) throws -> Piece {
        let frontEnd = MelFrontEnd()
        let mel = frontEnd.logMel(samples)
        let frames = mel.frames / MelCoderSizes.stride * MelCoderSizes.stride
        let values = Array(mel.values.prefix(frames * mel.bands))
        let (coded, heard) = try codec.reconstructed(
            Tensor(values, shape: [1, frames, mel.bands]), sheet, of: family)
        func vocoded(_ values: [Float], tones: [[Float]] = []) throws -> [Float] {
            try SectionVocoder.samples(
                Spectrogram(frames: frames, bands: mel.bands, values: values, hopSeconds: mel.hopSeconds),
                tones: tones, vocoder: vocoder)
        }
        func floored(_ values: some Sequence<Float>) -> [Float] { values.map { max($0, MelFrontEnd.logFloor) } }
        let real = floored(values)
        func distance(_ values: some Sequence<Float>) -> Double {
            let differences = zip(floored(values), real).map { Double(abs($0 - $1)) }
            return differences.reduce(0, +) / Double(max(differences.count, 1))
        }
        let ceiling = try vocoded(values)
        let informed = notes.isEmpty ? ceiling : try vocoded(values, tones: PianoRoll(notes, frameCount: frames).tones)
        return Piece(
            sheet: sheet, sounds: [samples, ceiling, informed, try vocoded(coded, tones: heard)],
            distances: [distance(frontEnd.logMel(ceiling).values), distance(coded)])
    }
}

/// One player over all songs.
package struct CodecRow: Codable {
    package var player: String
    package var stems: Int
    /// `HarmonyJudge.chordToneEnergy` and `RhythmJudge.onsetAtBeatRatio` of real, vocoded, vocoded (notes told) and
    /// coded stems.
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
        "player stems  chord tones and onsets on beats over off beats: real, vocoded, notes told, coded; Mel L1: vocoded, coded"
}
