import Conditions
import Music
import Tensors

/// What MeLoDy's models are given beside tokens, a batch of examples. B batch, T places in time.
public struct MelodyConditions: Sendable {
    /// `TokenSheet`'s features, (B, T, TokenSheet.count).
    public let sheet: Tensor
    /// 1 for each family that plays, (B, families).
    public let players: Tensor
    /// 1 for the key, (B, 24) in the order of `Key.index`.
    public let key: Tensor
    /// 1 for each source that is given, (B, sources).
    public let given: Tensor

    private static let keys = 24
    /// Numbers of a place.
    public static let count =
        TokenSheet.count + InstrumentFamily.allCases.count + keys + MelodySource.allCases.count

    /// - Parameters:
    ///   - players: of each of the batch; empty where unknown.
    ///   - keys: of each of the batch; nil where unknown.
    ///   - given: of each of the batch.
    public init(sheet: Tensor, players: [Set<InstrumentFamily>], keys: [Key?], given: [Set<MelodySource>]) {
        self.sheet = sheet
        let families = InstrumentFamily.allCases
        self.players = Tensor(
            players.flatMap { playing in families.map { playing.contains($0) ? Float(1) : 0 } },
            shape: [players.count, families.count], device: sheet.device)
        key = Tensor(
            keys.flatMap { key in (0..<Self.keys).map { $0 == key?.index ? Float(1) : 0 } },
            shape: [keys.count, Self.keys], device: sheet.device)
        self.given = Tensor(
            given.flatMap { sources in MelodySource.allCases.map { sources.contains($0) ? Float(1) : 0 } },
            shape: [given.count, MelodySource.allCases.count], device: sheet.device)
    }

    private init(sheet: Tensor, players: Tensor, key: Tensor, given: Tensor) {
        self.sheet = sheet
        self.players = players
        self.key = key
        self.given = given
    }

    /// (B, 1, 1): 1 where a source is given.
    func flag(_ source: MelodySource) -> Tensor { given.narrowed(1, from: source.rawValue, length: 1).unsqueezed(2) }

    /// All of it side by side, zeros for what isn't given, (B, T, count).
    var features: Tensor {
        let places = sheet.size(1)
        func part(_ range: Range<Int>, _ source: MelodySource) -> Tensor {
            sheet.narrowed(2, from: range.lowerBound, length: range.count) * flag(source)
        }
        func everywhere(_ x: Tensor) -> Tensor { x.expanded([x.size(0), places, x.size(2)]) }
        return .concatenated(
            [
                part(TokenSheet.beats, .beats), part(TokenSheet.chords, .chords), part(TokenSheet.style, .style),
                everywhere(players.unsqueezed(1) * flag(.players)), everywhere(key.unsqueezed(1) * flag(.key)),
                everywhere(given.unsqueezed(1)),
            ], dimension: -1)
    }

    /// Every second place: the rate of semantic tokens from that of latents.
    public var atTokens: MelodyConditions {
        let (batch, places) = (sheet.size(0), sheet.size(1))
        let pairs = sheet.reshaped([batch, places / SemanticTokenizer.latents, SemanticTokenizer.latents, -1])
        return MelodyConditions(
            sheet: pairs.narrowed(2, from: 0, length: 1).squeezed(2), players: players, key: key, given: given)
    }

    /// Part of the places.
    public func narrowed(from first: Int, length: Int) -> MelodyConditions {
        MelodyConditions(
            sheet: sheet.narrowed(1, from: first, length: length), players: players, key: key, given: given)
    }

    /// The same examples, given so many times what each of the lists names; for guidance.
    public func branches(_ given: [Set<MelodySource>]) -> MelodyConditions {
        func repeated(_ x: Tensor) -> Tensor {
            .concatenated([Tensor](repeating: x, count: given.count), dimension: 0)
        }
        let batch = sheet.size(0)
        let flags = given.flatMap { sources in
            (0..<batch).flatMap { _ in MelodySource.allCases.map { sources.contains($0) ? Float(1) : 0 } }
        }
        return MelodyConditions(
            sheet: repeated(sheet), players: repeated(players), key: repeated(key),
            given: Tensor(flags, shape: [given.count * batch, MelodySource.allCases.count], device: sheet.device))
    }
}
