import Foundation
import Tensors

/// T5's relative positions (Raffel et al. 2020, section 2.1) of a causal decoder: a learned number for each head and
/// distance, added to the attention logits, the same in all layers. H heads, N tokens of the longest sequence.
struct RelativePositions: Sendable {
    /// Numbers a head; half of them for distances of their own, the rest for ranges up to `farthest`.
    static let buckets = 32
    static let farthest = 128

    /// (H, 2N): those of the distances N - 1 ... 0, then minus infinity for what lies ahead.
    private let falling: Tensor
    private let length: Int

    init(_ scope: Scope, heads: Int, length: Int) {
        let table = scope.parameter("positions", [heads, Self.buckets], .normal(0.5))
        let distances = (0..<length).map { Self.bucket(length - 1 - $0) }
        let past = table.selecting(Tensor(distances, shape: [length], device: scope.device), dimension: 1)
        let ahead = Tensor.full([heads, length], -Double.infinity, device: scope.device)
        falling = .concatenated([past, ahead], dimension: 1)
        self.length = length
    }

    /// Of the newest of `count` tokens to all of them, (H, count).
    func newest(of count: Int) -> Tensor { falling.narrowed(1, from: length - count, length: count) }

    /// Of `count` tokens to each other, (H, count, count); what lies ahead of a token is masked.
    func all(_ count: Int) -> Tensor {
        // window s is the row of token count - 1 - s
        falling.narrowed(1, from: length - count, length: 2 * count - 1).unfolded(1, size: count, step: 1).flipped(1)
    }

    static func bucket(_ distance: Int) -> Int {
        let exact = buckets / 2
        guard distance >= exact else { return distance }
        let share = log(Double(distance) / Double(exact)) / log(Double(farthest) / Double(exact))
        return min(exact + Int(share * Double(buckets - exact)), buckets - 1)
    }
}
