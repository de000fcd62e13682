import Tensors

/// Feed-forward part with a gate (GEGLU; Shazeer 2020), normalised first, under the keys of lucidrains'
/// PreNorm(FeedForward): (..., C) -> (..., C). There is no residual.
public struct GatedFeedForward: Module {
    let norm: LayerNorm
    let widen: Linear
    let narrow: Linear

    public init(_ scope: Scope, width: Int, expansion: Int = 4) {
        widen = Linear(scope["fn.net.0"], width, 2 * expansion * width)
        narrow = Linear(scope["fn.net.2"], expansion * width, width)
        norm = LayerNorm(scope["norm"], width)
    }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        let parts = widen(norm(x)).split(2, dimension: -1)
        return narrow(parts[0] * parts[1].gelu())
    }
}
