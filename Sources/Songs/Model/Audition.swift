/// What is played: the vocal alone, or with one of the takes.
public enum Audition: Codable, Sendable, Hashable {
    case vocal
    case take(Int)
}
