/// A sound device to play through or to record from.
public struct SoundDevice: Sendable, Equatable {
    /// As the sound system names it, like "default" or "hw:CARD=PCH,DEV=0".
    public var name: String
    /// What a person reads.
    public var summary: String

    public init(name: String, summary: String) {
        self.name = name
        self.summary = summary
    }
}
