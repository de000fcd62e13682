import Recipes
import Signal

/// Lanes by identifier, and what is asked of one or all of them.
extension Song {
    public subscript(lane id: Int) -> Lane? {
        get { lanes.first { $0.id == id } }
        set {
            guard let index = lanes.firstIndex(where: { $0.id == id }) else { return }
            if let newValue { lanes[index] = newValue } else { lanes.remove(at: index) }
        }
    }

    /// All but the vocal's.
    public var accompaniment: [Lane] { lanes.filter { $0.id != Lane.vocal } }

    /// Those that a system plays.
    public var systemLanes: [Lane] { lanes.filter { $0.recipe != nil } }

    /// The lane under the cursor.
    public var lane: Lane { self[lane: selected] ?? recipeLane }

    /// The lane whose recipe is shown: the one under the cursor, or the first that a system plays.
    public var recipeLane: Lane {
        if let lane = self[lane: selected], lane.recipe != nil { return lane }
        guard let first = systemLanes.first else { preconditionFailure("a song without a lane for takes") }
        return first
    }

    /// A lane's own strip, or a stem's on it, which has the usual settings where it was never touched.
    public subscript(strip id: StripID) -> StripSettings {
        get {
            guard let lane = self[lane: id.lane] else { return StripSettings() }
            return id.stem.map { lane.stems[$0] ?? StripSettings() } ?? lane.strip
        }
        set {
            if let stem = id.stem {
                self[lane: id.lane]?.stems[stem] = newValue
            } else {
                self[lane: id.lane]?.strip = newValue
            }
        }
    }

    public func lane(ofTake id: Int) -> Lane? { lanes.first { $0[take: id] != nil } }

    /// Whether a take sounds, or would if it were finished.
    public func isActive(_ take: Int) -> Bool { lanes.contains { $0.active == take } }

    /// Of all lanes, in the order they were made.
    public var allTakes: [Take] { lanes.flatMap(\.takes).sorted { $0.id < $1.id } }

    /// A take of any lane.
    public subscript(take id: Int) -> Take? {
        get { lane(ofTake: id)?[take: id] }
        set { if let lane = lane(ofTake: id) { self[lane: lane.id]?[take: id] = newValue } }
    }

    /// Takes of the lane under the cursor, in the order they were made.
    public var takes: [Take] {
        get { lane.takes }
        set { self[lane: lane.id]?.takes = newValue }
    }

    /// What is listened to in the lane under the cursor.
    public var audition: Audition {
        get { Audition(lane.active) }
        set { self[lane: lane.id]?.active = newValue.take }
    }

    /// What the next take of the lane under the cursor is made with. What it says of tempo, metre, key and chords is said
    /// of the song, so all lanes say the same.
    public var recipe: Recipe {
        get { recipeLane.recipe ?? Recipe() }
        set {
            self[lane: recipeLane.id]?.recipe = newValue
            for index in lanes.indices { lanes[index].recipe?.constraints = newValue.constraints }
        }
    }

    /// The song as it is when this is listened to: the vocal without any take, or with this take in its lane and what
    /// sounds in the others.
    public func listening(to audition: Audition) -> Song {
        var song = self
        switch audition {
        case .vocal: song.silence()
        case .take(let id): if let lane = lane(ofTake: id) { song[lane: lane.id]?.active = id }
        }
        return song
    }

    /// No take sounds.
    public mutating func silence() {
        for index in lanes.indices { lanes[index].active = nil }
    }
}
