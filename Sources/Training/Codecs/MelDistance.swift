import Tensors

/// How far a Mel that a codec made lies from the real one: mean absolute and squared distance of the standardised Mels, and
/// of compressed magnitudes, at which the loud counts more, but not alone.
struct MelDistance {
    let absolute: Tensor
    let squares: Tensor
    let spectral: Tensor

    /// - Parameter logMel: a standardised Mel's natural-log Mel.
    init(_ made: Tensor, _ wanted: Tensor, logMel: (Tensor) -> Tensor) {
        absolute = (made - wanted).abs().mean()
        squares = made.meanSquaredError(wanted)
        func compressed(_ mel: Tensor) -> Tensor { (logMel(mel) * Self.exponent).exp() }
        spectral = (compressed(made) - compressed(wanted)).abs().mean()
    }

    private static let exponent = 0.3

    func total(squareWeight: Double, spectralWeight: Double) -> Tensor {
        absolute + squares * squareWeight + spectral * spectralWeight
    }

    var parts: [(name: String, value: Tensor)] { [("L1", absolute), ("MSE", squares), ("spectral", spectral)] }
}
