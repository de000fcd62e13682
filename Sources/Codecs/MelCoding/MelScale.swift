import Signal
import Tensors

/// The natural-log Mel as codecs work on it: every band standardised over the training songs.
struct MelScale: Sendable {
    /// (bands)
    let mean: Tensor
    let deviation: Tensor

    init(_ scope: Scope, bands: Int, _ moments: FeatureMoments?) {
        mean = scope.constant("mel.mean", [bands], moments.map { .values($0.mean) } ?? .zeros)
        deviation = scope.constant("mel.deviation", [bands], moments.map { .values($0.deviation) } ?? .ones)
    }

    /// (..., bands); quieter than the floor is the floor.
    func standardised(_ logMel: Tensor) -> Tensor {
        (logMel.clamped(min: Double(MelFrontEnd.logFloor)) - mean) / deviation
    }

    func logMel(_ standardised: Tensor) -> Tensor { standardised * deviation + mean }
}
