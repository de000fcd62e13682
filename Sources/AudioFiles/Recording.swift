import Signal

/// What somebody recorded, and what had to be done to read it.
public struct Recording: Sendable {
    /// One channel or two.
    public let sound: AudioBuffer
    /// A sentence each.
    public let remarks: [String]
}
