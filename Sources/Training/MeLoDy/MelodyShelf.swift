import Codecs
import Corpus
import Foundation
import Listener
import MeLoDy
import Music
import Signal
import Tensors

/// Bands of the corpus as MeLoDy's models train on them: latents, semantic tokens and who plays. Made once and kept in a
/// file, since the listener takes minutes.
struct MelodyShelf {
    /// One band.
    struct Row: Sendable {
        /// Into the songs.
        let song: Int
        let players: Set<InstrumentFamily>
        let tokens: [Int]
        /// `[latent * D + number]`, two latents a token.
        let latents: [Float]
        /// `ClipFeatures` of every ten seconds.
        let clips: [[Float]]
    }

    let songs: [StemSong]
    let rows: [Row]

    /// What is kept of rows beside their tensors.
    private struct Index: Codable {
        var rows: [Entry]
        var digest: String

        struct Entry: Codable {
            var identifier: Int
            var players: [String]
        }
    }

    /// What makes rows.
    struct Makers {
        let encoder: Encoder
        let semantic: Checkpoint
        let codec: Checkpoint

        var digest: String { [encoder.digest, semantic.digest, codec.digest].joined(separator: "-") }
    }

    /// - Parameters:
    ///   - file: read where it holds these songs' rows by these makers; else written.
    ///   - subsets: bands of some players a song, beside that of all.
    init(
        _ songs: [StemSong], _ makers: Makers, subsets: Int, seed: UInt64, file: URL, report: (String) -> Void
    ) throws {
        self.songs = songs
        if FileManager.default.fileExists(atPath: file.path),
            let rows = try Self.read(file, songs, digest: makers.digest)
        {
            self.rows = rows
            return
        }
        report("bands become tokens and latents, once, into \(file.path)")
        var generator = SeededGenerator(seed: seed, stream: .max)
        let bands = songs.indices.flatMap { index in
            BandTake.draw(songs[index], subsets: subsets, &generator).map { (song: index, players: $0) }
        }
        let (codec, tokenizer) = (try VariationalCodec(makers.codec), try SemanticTokenizer(makers.semantic))
        rows = try sideBySide(bands.count) { place in
            Result {
                let band = BandTake(songs[bands[place].song], players: bands[place].players)
                let posteriors = try makers.encoder.posteriors(of: band.samples)
                let tokens = try tokenizer.tokens(of: posteriors)
                let mel = MelFrontEnd().logMel(band.samples)
                let count = min(
                    tokens.count, mel.frames / (VariationalCodec.stride * SemanticTokenizer.latents))
                let frames = count * VariationalCodec.stride * SemanticTokenizer.latents
                let latents = try Engine.withGradients(false) {
                    try codec.encode(
                        Tensor(Array(mel.values.prefix(frames * mel.bands)), shape: [1, frames, mel.bands])
                    ).floats()
                }
                return Row(
                    song: bands[place].song, players: bands[place].players, tokens: Array(tokens.prefix(count)),
                    latents: latents, clips: ClipFeatures.clips(of: posteriors))
            }
        }.map { try $0.get() }
        let index = Index(
            rows: rows.map { row in
                .init(
                    identifier: songs[row.song].entry.symbols.identifier,
                    players: row.players.map(\.rawValue).sorted())
            }, digest: makers.digest)
        let tensors = rows.enumerated().flatMap { place, row in
            [
                ("\(place).tokens", Tensor(row.tokens, shape: [row.tokens.count])),
                ("\(place).latents", Tensor(row.latents, shape: [row.latents.count])),
                (
                    "\(place).clips",
                    Tensor(row.clips.flatMap { $0 }, shape: [row.clips.count, row.clips.first?.count ?? 0])
                ),
            ]
        }
        try CheckpointWriter.write(tensors, metadata: ["index": try jsonText(index)], as: .float16, to: file)
    }

    private static func clips(_ checkpoint: Checkpoint, _ place: Int) throws -> [[Float]] {
        let clips = checkpoint.tensor("\(place).clips")
        let values = try clips.floats()
        return (0..<clips.size(0)).map { Array(values[($0 * clips.size(1))..<(($0 + 1) * clips.size(1))]) }
    }

    /// nil where it is another shelf.
    private static func read(_ file: URL, _ songs: [StemSong], digest: String) throws -> [Row]? {
        let checkpoint = try Checkpoint(contentsOf: file)
        guard let text = checkpoint.metadata["index"] else { return nil }
        let index = try JSONDecoder().decode(Index.self, from: Data(text.utf8))
        guard index.digest == digest else { return nil }
        let places = Dictionary(
            songs.enumerated().map { ($1.entry.symbols.identifier, $0) }, uniquingKeysWith: { first, _ in first })
        var rows: [Row] = []
        for (place, entry) in index.rows.enumerated() {
            guard let song = places[entry.identifier] else { return nil }
            rows.append(
                Row(
                    song: song, players: Set(entry.players.compactMap(InstrumentFamily.init)),
                    tokens: try checkpoint.tensor("\(place).tokens").integers(),
                    latents: try checkpoint.tensor("\(place).latents").floats(), clips: try clips(checkpoint, place)))
        }
        return Set(rows.map(\.song)).count == songs.count ? rows : nil
    }
}
