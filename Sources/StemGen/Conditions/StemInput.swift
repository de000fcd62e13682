import Conditions
import Music
import Tensors

/// What a batch of stems is conditioned on. B batch, T tokens, D numbers in a latent.
public struct StemInput: Sendable {
    /// The mix that is heard: the codec's latents, (B, T, D).
    public var context: Tensor
    /// The same as codes, a level each, (B, T): what the published form hears. Empty where a model hears latents.
    public var contextCodes: [Tensor]
    /// `TokenSheet`'s features, (B, T, TokenSheet.count).
    public var sheet: Tensor
    /// The family that plays, one hot, (B, families).
    public var instrument: Tensor
    /// 1 where a source is given, (B, StemSource.allCases.count).
    public var given: Tensor

    /// - Parameters:
    ///   - instruments: a family for each of the batch.
    ///   - given: the sources that each of the batch is told.
    public init(
        context: Tensor, contextCodes: [Tensor] = [], sheet: Tensor, instruments: [InstrumentFamily],
        given: [Set<StemSource>]
    ) {
        precondition(instruments.count == given.count)
        let (families, sources) = (InstrumentFamily.allCases, StemSource.allCases)
        self.context = context
        self.contextCodes = contextCodes
        self.sheet = sheet
        instrument = Tensor(
            instruments.flatMap { one in families.map { Float($0 == one ? 1 : 0) } },
            shape: [instruments.count, families.count], device: context.device)
        self.given = Tensor(
            given.flatMap { set in sources.map { Float(set.contains($0) ? 1 : 0) } },
            shape: [given.count, sources.count], device: context.device)
    }

    /// One flag of the batch, (B, 1, 1).
    func flag(_ source: StemSource) -> Tensor {
        given.narrowed(1, from: source.rawValue, length: 1).unsqueezed(-1)
    }

    /// The input once for each set of sources, (branches B): only these are given.
    public func branches(_ sets: [Set<StemSource>]) -> StemInput {
        func repeated(_ x: Tensor) -> Tensor { .concatenated(Array(repeating: x, count: sets.count), dimension: 0) }
        var branches = self
        branches.context = repeated(context)
        branches.contextCodes = contextCodes.map(repeated)
        branches.sheet = repeated(sheet)
        branches.instrument = repeated(instrument)
        let masks = sets.map { set in
            given * Tensor(StemSource.allCases.map { Float(set.contains($0) ? 1 : 0) }, device: given.device)
        }
        branches.given = .concatenated(masks, dimension: 0)
        return branches
    }
}
