import Corpus
import Evaluation
import Foundation
import Generation
import Listener

/// Who hears which pair, and whose band plays to it: one encoder for all, or in a cross-validation the one that did not
/// train on the singer. Each is loaded once.
package final class PairEncoders {
    private let weights: URL?
    private let folds: EncoderFolds?
    private let makeGenerator: (URL?) throws -> any Generator
    private var listeners: [Int?: VocalListener] = [:]
    private var generators: [Int?: any Generator] = [:]

    /// - Parameters:
    ///   - weights: of the encoder; nil for those that come with the program.
    ///   - folds: instead of them.
    ///   - clips: all that are to be heard.
    ///   - generator: makes the system that plays, with an encoder's weights; nil for those that come with the program.
    /// - Throws: `PairSetError.noFold`.
    package init(
        weights: URL?, folds: EncoderFolds?, clips: [PairClip], generator: @escaping (URL?) throws -> any Generator
    ) throws {
        self.weights = weights
        self.folds = folds
        makeGenerator = generator
        for clip in clips { _ = try folds?.fold(of: clip.singer) }
    }

    /// - Returns: who hears it, and the encoder's number in a cross-validation.
    /// - Throws: `PairSetError.noFold`, what loading weights throws.
    package func listener(_ clip: PairClip) throws -> (listener: any VocalListening, fold: Int?) {
        let fold = try folds?.fold(of: clip.singer)
        if let known = listeners[fold] { return (known, fold) }
        let listener = try VocalListener.bundled(
            encoder: file(fold), grids: fold.flatMap { folds?.grids($0) })
        listeners[fold] = listener
        return (listener, fold)
    }

    /// - Throws: `PairSetError.noFold`, what loading weights throws.
    package func generator(_ clip: PairClip) throws -> any Generator {
        let fold = try folds?.fold(of: clip.singer)
        if let known = generators[fold] { return known }
        let generator = try makeGenerator(file(fold))
        generators[fold] = generator
        return generator
    }

    private func file(_ fold: Int?) -> URL? { fold.flatMap { folds?.weights($0) } ?? weights }
}
