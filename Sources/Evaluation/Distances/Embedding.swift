/// What a distance between sets of sounds is measured in: a sound becomes points, one for each of its windows.
public protocol Embedding: Sendable {
    /// As in the report's keys.
    var name: String { get }
    /// One sentence for a reader of the report.
    var explanation: String { get }
    /// - Parameter samples: 24 kHz mono.
    func embed(_ samples: [Float]) throws -> EmbeddedClip
}

/// The windows of one sound as points.
public struct EmbeddedClip: Sendable, Equatable {
    public let dimension: Int
    /// Window by window: `values[window * dimension + axis]`.
    public let values: [Float]

    /// - Precondition: whole windows.
    public init(dimension: Int, values: [Float]) {
        precondition(
            dimension > 0 && values.count % dimension == 0, "\(values.count) values are no points of \(dimension)")
        self.dimension = dimension
        self.values = values
    }

    public var windows: Int { values.count / dimension }

    /// Each window as a clip of its own.
    var singles: [EmbeddedClip] {
        (0..<windows).map { window in
            EmbeddedClip(
                dimension: dimension, values: Array(values[(window * dimension)..<((window + 1) * dimension)]))
        }
    }
}
