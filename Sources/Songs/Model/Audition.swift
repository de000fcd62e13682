/// What is listened to in a lane: nothing beside the vocal, or one of its takes.
public enum Audition: Codable, Sendable, Hashable {
    case vocal
    case take(Int)

    init(_ take: Int?) { self = take.map(Audition.take) ?? .vocal }

    /// nil is the vocal alone.
    public var take: Int? { if case .take(let id) = self { id } else { nil } }
}
