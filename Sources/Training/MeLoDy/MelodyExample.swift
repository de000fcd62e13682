import Codecs
import Conditions
import Corpus
import MeLoDy
import Music
import Signal
import Tensors

/// A stretch of a band: what there is to learn, and what is told of it.
struct MelodyExample {
    let tokens: ArraySlice<Int>
    let latents: ArraySlice<Float>
    /// `TokenSheet`'s features, a latent each.
    let sheet: [Float]
    let players: Set<InstrumentFamily>
    let key: Key?
    /// Of its row.
    let row: Int
    /// Into the row's clips: the one around its middle.
    let clip: Int

    /// - Parameters:
    ///   - index: of the shelf's row.
    ///   - count: tokens.
    ///   - start: a token of the row; nil draws it.
    init(
        _ index: Int, of shelf: MelodyShelf, tokens count: Int, start: Int? = nil, width: Int,
        _ generator: inout SeededGenerator
    ) {
        let row = shelf.rows[index]
        let start = start ?? generator.uniform(in: 0..<max(row.tokens.count - count, 1))
        tokens = row.tokens[start..<(start + count)]
        let first = start * SemanticTokenizer.latents
        let places = count * SemanticTokenizer.latents
        latents = row.latents[(first * width)..<((first + places) * width)]
        let entry = shelf.songs[row.song].entry
        let seconds = Double(start) / SemanticTokenizer.rate
        let leadSheet = entry.symbols.leadSheet.shifted(by: -seconds)
        var features = ConditionFeatures(frameCount: places * VariationalCodec.stride)
        features.setBeats(leadSheet)
        features.setChords(leadSheet.chords)
        features.setStyle(entry.style)
        sheet = TokenSheet.values(of: features)
        players = row.players
        self.row = index
        let middle = seconds + Double(count) / 2 / SemanticTokenizer.rate
        clip = min(
            max(Int(((middle - ClipFeatures.seconds / 2) / ClipFeatures.step).rounded()), 0),
            max(row.clips.count - 1, 0))
        key = entry.symbols.keys.last { $0.start <= middle }?.key ?? leadSheet.key
    }

    /// A batch's conditions at the rate of latents.
    static func conditions(
        _ examples: [MelodyExample], given: [Set<MelodySource>], device: Device
    ) -> MelodyConditions {
        let places = examples[0].sheet.count / TokenSheet.count
        return MelodyConditions(
            sheet: Tensor(
                examples.flatMap(\.sheet), shape: [examples.count, places, TokenSheet.count], device: device),
            players: examples.map(\.players), keys: examples.map(\.key), given: given)
    }

    static func tokens(_ examples: [MelodyExample], device: Device) -> Tensor {
        Tensor(
            examples.flatMap { Array($0.tokens) }, shape: [examples.count, examples[0].tokens.count], device: device)
    }
}

/// How often what is told is withheld.
struct MelodyDropout: Codable, Sendable {
    /// Of each source by its name.
    var sources: [String: Double]
    /// Of all at once.
    var all: Double

    var problem: String? {
        let known = MelodySource.allCases.map { "\($0)" }
        return sources.keys.sorted().first { !known.contains($0) }.map {
            "dropout.sources.\($0) is no source; there are \(known.joined(separator: ", "))"
        }
    }

    func draw(_ generator: inout SeededGenerator) -> Set<MelodySource> {
        let isNothing = generator.uniform() < all
        let kept = MelodySource.allCases.filter { generator.uniform() >= sources["\($0)"] ?? 0 }
        return isNothing ? [] : Set(kept)
    }
}
