import Codecs
import Corpus
import Foundation
import Listener
import MeLoDy
import Tensors

extension Trainable {
    static let semantic = Trainable("semantic", data: "corpora with stems") { order in
        let run = try SemanticRun(contentsOf: order.configuration)
        let (training, validation) = try order.songs()
        let task = try SemanticTask(
            run, encoder: try Encoder.bundled(), training: StemSong.read(training),
            validation: StemSong.read(validation), device: order.device)
        return (task, run.training)
    }

    static let language = Trainable("language", data: "corpora with stems") { order in
        let run = try LanguageRun(contentsOf: order.configuration)
        let shelves = try MelodyShelves(
            order, semantic: run.semantic, codec: run.codec, shelf: run.shelf, subsets: run.subsets,
            seed: run.training.seed)
        let prompt = try PromptEncoder(
            Checkpoint(
                contentsOf: run.prompt.map { URL(fileURLWithPath: $0) } ?? PromptEncoder.bundledWeights))
        let task = try LanguageTask(
            run, made: shelves.digest, latent: shelves.latent, prompt: prompt, training: shelves.training,
            validation: shelves.validation, device: order.device)
        return (task, run.training)
    }

    static let prompt = Trainable("prompt", data: "corpora with stems") { order in
        let run = try PromptRun(contentsOf: order.configuration)
        let shelves = try MelodyShelves(
            order, semantic: run.semantic, codec: run.codec, shelf: run.shelf, subsets: run.subsets,
            seed: run.training.seed)
        let task = try PromptTask(
            run, made: shelves.digest, training: shelves.training, validation: shelves.validation,
            device: order.device)
        return (task, run.training)
    }

    static let dualPath = Trainable("dual-path", data: "corpora with stems") { order in
        let run = try DualPathRun(contentsOf: order.configuration)
        let shelves = try MelodyShelves(
            order, semantic: run.semantic, codec: run.codec, shelf: run.shelf, subsets: run.subsets,
            seed: run.training.seed)
        let task = try DualPathTask(
            run, made: shelves.digest, training: shelves.training, validation: shelves.validation,
            device: order.device)
        return (task, run.training)
    }

    static let progression = Trainable("progression", data: "the folder with pop909 and pop909-cl") { order in
        let run = try ProgressionRun(contentsOf: order.configuration)
        let songs = try POP909Song.songs(
            in: order.folder.appendingPathComponent("pop909"), cl: order.folder.appendingPathComponent("pop909-cl"))
        guard !songs.isEmpty else { throw TrainingError.noData(path: order.folder.path) }
        order.report("\(songs.count) songs of POP909")
        let task = try ProgressionTask(
            run, training: songs.filter { $0.split == .training }, validation: songs.filter { $0.split == .validation },
            device: order.device)
        return (task, run.training)
    }
}

/// Shelves of training and validation songs, in files beside the run.
private struct MelodyShelves {
    let training: MelodyShelf
    let validation: MelodyShelf
    /// Numbers in a latent.
    let latent: Int
    /// Names what made tokens and latents.
    let digest: String

    init(
        _ order: TrainingOrder, semantic: String?, codec: String?, shelf: String, subsets: Int, seed: UInt64
    ) throws {
        let semantic = try Checkpoint(
            contentsOf: semantic.map { URL(fileURLWithPath: $0) } ?? SemanticTokenizer.bundledWeights)
        let codec = try Checkpoint(
            contentsOf: codec.map { URL(fileURLWithPath: $0) } ?? VariationalCodec.bundledWeights)
        let makers = MelodyShelf.Makers(encoder: try Encoder.bundled(), semantic: semantic, codec: codec)
        digest = [semantic.digest, codec.digest].joined(separator: "-")
        latent = try codec.configuration(VariationalCodecSizes.self).latent
        let (songs, measured) = try order.songs()
        func file(_ split: String) -> URL {
            URL(fileURLWithPath: "\(shelf)-\(split).safetensors", relativeTo: order.out.deletingLastPathComponent())
        }
        training = try MelodyShelf(
            StemSong.read(songs), makers, subsets: subsets, seed: seed, file: file("training"), report: order.report)
        validation = try MelodyShelf(
            StemSong.read(measured), makers, subsets: subsets, seed: seed, file: file("validation"),
            report: order.report)
    }
}
