/// A part of the work on a take, as a system declares it.
public struct Phase: Sendable, Hashable {
    /// How often it comes.
    public enum Pace: Sendable, Hashable {
        /// Before all sections.
        case once
        /// At every step of the sampler.
        case step
        /// With every section, after its steps.
        case section
    }

    /// As records name it, like "denoise".
    public let id: String
    /// As a screen shows it, like "denoising".
    public let title: String
    public let pace: Pace

    public init(_ id: String, title: String, pace: Pace) {
        self.id = id
        self.title = title
        self.pace = pace
    }

    /// Every take begins with it: the vocal is heard, for all systems alike.
    public static let listen = Phase("listen", title: "listening", pace: .once)
}
