import Corpus
import Evaluation
import Foundation
import Listener

/// Who hears which pair: one encoder for all, or in a cross-validation the one that did not train on the singer. Each is
/// loaded once.
package final class PairEncoders {
    private let weights: URL?
    private let folds: EncoderFolds?
    private let load: (_ encoder: URL?, _ grids: URL?) throws -> any EvidenceListening
    private var hearings: [Int?: VocalHearing] = [:]

    /// - Parameters:
    ///   - weights: of the encoder; nil for those that come with the program.
    ///   - folds: instead of them.
    ///   - clips: all that are to be heard.
    ///   - load: makes a listener with an encoder's weights and those of grids; nil for those that come with the program.
    /// - Throws: `PairSetError.noFold`.
    package init(
        weights: URL?, folds: EncoderFolds?, clips: [PairClip],
        load: @escaping (_ encoder: URL?, _ grids: URL?) throws -> any EvidenceListening = {
            try VocalListener.bundled(encoder: $0, grids: $1)
        }
    ) throws {
        self.weights = weights
        self.folds = folds
        self.load = load
        for clip in clips { _ = try folds?.fold(of: clip.singer) }
    }

    /// - Returns: who hears it, and the encoder's number in a cross-validation.
    /// - Throws: `PairSetError.noFold`, what loading weights throws.
    package func hearing(_ clip: PairClip) throws -> (listener: VocalHearing, fold: Int?) {
        let fold = try folds?.fold(of: clip.singer)
        if let known = hearings[fold] { return (known, fold) }
        let file = fold.flatMap { folds?.weights($0) } ?? weights
        let hearing = VocalHearing(try load(file, fold.flatMap { folds?.grids($0) }))
        hearings[fold] = hearing
        return (hearing, fold)
    }
}
