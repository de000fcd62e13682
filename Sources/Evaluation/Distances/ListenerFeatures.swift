import Foundation
import Listener
import Signal

/// What the listener's encoder hears in a second of sound: its last features, averaged over 1 s every half second, on 64
/// fixed orthogonal axes that were drawn once by chance.
///
/// Fewer axes than features, so that some hundred windows are enough for a covariance; random axes keep distances in
/// expectation (W. Johnson and J. Lindenstrauss, 1984).
public struct ListenerFeatures: Embedding {
    public let name = "listener"
    public let explanation = "features of the listener's encoder, means of a second on 64 fixed random orthogonal axes"

    private static let axes = 64
    /// Tokens: about 1 s and half of it.
    private static let window = Int(Posteriors.rate.rounded())
    private static let step = window / 2

    private let encoder: any Encoding

    public init(encoder: any Encoding) { self.encoder = encoder }

    /// - Throws: what the encoder throws; `EmbeddingError` where it has no features.
    public func embed(_ samples: [Float]) throws -> EmbeddedClip {
        let heard = try encoder.posteriors(of: samples)
        guard heard.width > 0, heard.tokens > 0 else { throw EmbeddingError.noFeatures }
        let axes = Self.directions(width: heard.width, count: min(Self.axes, heard.width))
        let length = min(Self.window, heard.tokens)
        let values = stride(from: 0, through: heard.tokens - length, by: Self.step).flatMap { start -> [Float] in
            var mean = [Float](repeating: 0, count: heard.width)
            for token in start..<(start + length) {
                for axis in 0..<heard.width { mean[axis] += heard.features[token * heard.width + axis] / Float(length) }
            }
            return axes.map { axis in zip(axis, mean).reduce(0) { $0 + $1.0 * $1.1 } }
        }
        return EmbeddedClip(dimension: axes.count, values: values)
    }

    /// Normal vectors made orthonormal one after the other (Gram and Schmidt); always the same for a width.
    static func directions(width: Int, count: Int) -> [[Float]] {
        var generator = SeededGenerator(seed: 64, stream: UInt64(width))
        var found: [[Float]] = []
        while found.count < count {
            var vector = generator.normals(width)
            // Twice: the first pass leaves rounding.
            for _ in 0..<2 {
                for other in found {
                    let share = zip(vector, other).reduce(Float(0)) { $0 + $1.0 * $1.1 }
                    for index in vector.indices { vector[index] -= share * other[index] }
                }
            }
            let length = vector.reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
            if length > 1e-3 { found.append(vector.map { $0 / length }) }
        }
        return found
    }
}

/// Why a sound could not be embedded.
public enum EmbeddingError: Error, Equatable, CustomStringConvertible {
    case noFeatures

    public var description: String { "the listener's encoder gives no features to measure distances in" }
}
