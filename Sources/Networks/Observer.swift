import Tensors

/// Is shown what a part of a network gives, under the part's published key; for comparing with a reference program.
public typealias Observer = (_ part: String, _ output: Tensor) -> Void
