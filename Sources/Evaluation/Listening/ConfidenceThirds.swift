/// Does confidence mean anything? The mean figure of the least, the middling and the most confident third of the songs:
/// rising, if it does.
public struct ConfidenceThirds: Codable, Sendable, Equatable {
    public struct Third: Codable, Sendable, Equatable {
        public var songs: Int
        /// Means.
        public var confidence: Double
        public var figure: Double
    }

    /// From the least confident up.
    public var thirds: [Third]

    /// Thirds of as equal size as can be; songs of equal confidence stay in the order given.
    /// - Returns: nil with fewer than three songs.
    public init?(_ songs: [(confidence: Double, figure: Double)]) {
        guard songs.count >= 3 else { return nil }
        let sorted = songs.enumerated().sorted {
            ($0.element.confidence, $0.offset) < ($1.element.confidence, $1.offset)
        }
        .map(\.element)
        thirds = (0..<3).map { third in
            let part = sorted[(third * sorted.count / 3)..<((third + 1) * sorted.count / 3)]
            let count = Double(part.count)
            return Third(
                songs: part.count, confidence: part.reduce(0) { $0 + $1.confidence } / count,
                figure: part.reduce(0) { $0 + $1.figure } / count)
        }
    }
}
