import AudioFiles
import Corpus
import Foundation

/// Encoders of a cross-validation over singers: fold-N.safetensors, grid-N.json beside them, and folds.json that says which of them did not train on
/// whom: `{"folds": {"SINGER": N, ...}}`.
public struct EncoderFolds: Sendable {
    public let folder: URL
    /// By singer: the number of the encoder that did not train on them.
    public let folds: [String: Int]

    private var file: URL { folder.appendingPathComponent("folds.json") }

    private struct Record: Decodable {
        var folds: [String: Int]
    }

    /// - Throws: `PairSetError.damagedFolds`.
    public init(_ folder: URL) throws {
        self.folder = folder
        let file = folder.appendingPathComponent("folds.json")
        do { folds = try JSONDecoder().decode(Record.self, from: Data(contentsOf: file)).folds } catch let error
            as DecodingError
        {
            throw PairSetError.damagedFolds(file, reason: error.sentence)
        } catch {
            throw PairSetError.damagedFolds(file, reason: (error as NSError).localizedDescription)
        }
    }

    /// - Throws: `PairSetError.noFold`.
    public func fold(of singer: String) throws -> Int {
        guard let fold = folds[singer] else { throw PairSetError.noFold(singer: singer, file) }
        return fold
    }

    public func weights(_ fold: Int) -> URL { folder.appendingPathComponent("fold-\(fold).safetensors") }

    /// Weights of steady grids that did not train on them either, where there are any: grid-N.json.
    public func grids(_ fold: Int) -> URL? {
        let file = folder.appendingPathComponent("grid-\(fold).json")
        return FileManager.default.fileExists(atPath: file.path) ? file : nil
    }
}
