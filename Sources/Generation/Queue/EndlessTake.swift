import Recipes

/// An endless take between its sections; all of it under the queue's lock, but for the stream, which only the thread of
/// generation asks.
final class EndlessTake: @unchecked Sendable {
    let stream: any TakeStream
    /// Seconds of the song up to which it was made, and was played.
    var made: Double
    var played: Double
    /// Whether nothing more is made until more was played.
    var isResting = false
    var isEnding = false
    var computeSeconds = 0.0

    /// Seconds that are made ahead of what is played.
    private static let ahead = 30.0

    init(_ stream: any TakeStream, start: Double) {
        self.stream = stream
        (made, played) = (start, start)
    }

    var wantsMore: Bool { made < played + Self.ahead }
}
