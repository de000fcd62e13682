import Corpus
import Foundation
import TestSupport

/// Two invented validation songs of six seconds with stems, gone with the value that holds them.
final class TinyCorpus {
    let folder: URL
    private let data: TinyPOP909

    init() throws {
        data = try TinyPOP909(identifiers: [900, 901])
        folder = data.root.appendingPathComponent("corpus")
        try CorpusBuilder(
            pop909: data.original, corrected: data.corrected, output: folder, seed: 3, seconds: 8,
            validationSeconds: 6, stems: true
        ).build()
    }

    deinit { try? data.remove() }

    func songs() throws -> [CorpusSong] { try CorpusIndex.songs(in: folder, split: .validation) }
}
