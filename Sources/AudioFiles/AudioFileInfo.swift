/// What a sound file's header says.
public struct AudioFileInfo: Sendable, Equatable {
    /// Hertz.
    public let sampleRate: Double
    public let channelCount: Int
    /// What the header promises; nil where it promises nothing (a streamed FLAC). A cut-off file may hold fewer.
    public let frameCount: Int?
    /// The container as libsndfile names it, e.g. "WAV (Microsoft)".
    public let container: String
    /// The encoding as libsndfile names it, e.g. "Signed 16 bit PCM".
    public let encoding: String
    /// The comment tag: Backline keeps a take's provenance there.
    public let comment: String?

    /// Seconds.
    public var duration: Double? { frameCount.map { Double($0) / sampleRate } }
}
