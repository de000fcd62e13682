import Codecs
import Conditions
import Music
import StemGen
import Tensors

/// A codec whose Mel the shared vocoder plays.
package protocol MelReconstruction: Sendable {
    /// A natural-log Mel (1, T, bands) through the codec, `[frame * bands + band]`, and the tones that it hears, Hz a frame;
    /// empty where it hears none.
    /// - Parameter family: who plays alone; nil for a voice or several.
    func reconstructed(
        _ logMel: Tensor, _ sheet: LeadSheet, of family: InstrumentFamily?
    ) throws -> (mel: [Float], tones: [[Float]])
}

extension TokenCodec: MelReconstruction {
    /// Told what StemGen tells it.
    package func reconstructed(
        _ logMel: Tensor, _ sheet: LeadSheet, of family: InstrumentFamily?
    ) throws -> (mel: [Float], tones: [[Float]]) {
        try Engine.withGradients(false) {
            let codes = encode(logMel)
            guard let family, sizes.conditions != nil else { return (try decode(codes).floats(), []) }
            var features = ConditionFeatures(frameCount: logMel.size(1))
            features.setChords(sheet.chords)
            let tokens = codes[0].size(1)
            let conditions = StemVoicing.conditions(
                sheet: Tensor(TokenSheet.values(of: features), shape: [1, tokens, TokenSheet.count]),
                instruments: [family], given: [[.chords, .instrument]])
            let voiced = decode(codes, conditions: conditions)
            let reading = StemVoicing.reading(of: family, by: sizes)
            let tones = try reading.flatMap { reading in
                try voiced.pitches.map { reading.tones(try $0.floats()) }
            }
            return (try voiced.mel.floats(), tones ?? [])
        }
    }
}

extension VariationalCodec: MelReconstruction {
    package func reconstructed(
        _ logMel: Tensor, _ sheet: LeadSheet, of family: InstrumentFamily?
    ) throws -> (mel: [Float], tones: [[Float]]) {
        try Engine.withGradients(false) {
            let made = decode(encode(logMel))
            let reading = family == .drums ? nil : sizes.pitches.map { SoundingPitches($0, isMonophonic: false) }
            let tones = try reading.flatMap { reading in try made.pitches.map { reading.tones(try $0.floats()) } }
            return (try made.mel.floats(), tones ?? [])
        }
    }
}
