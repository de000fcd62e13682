import Tensors

/// (..., C) -> (..., C) through a wider layer with GELU.
public struct FeedForward: Module {
    let widen: Linear
    let narrow: Linear

    public init(_ scope: Scope, width: Int, expansion: Int = 4) {
        widen = Linear(scope["widen"], width, expansion * width)
        narrow = Linear(scope["narrow"], expansion * width, width)
    }

    public func callAsFunction(_ x: Tensor) -> Tensor { narrow(widen(x).gelu()) }
}
