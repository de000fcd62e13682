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

    /// A number for a take that is about to be made: never given twice, whatever is undone.
    public mutating func claimTake() -> Int {
        defer { nextTake += 1 }
        return nextTake
    }

    /// A number for a lane that is about to be made: never given twice, whatever is undone.
    mutating func claimLane() -> Int {
        defer { nextLane += 1 }
        return nextLane
    }

    /// A name that no lane has: the wanted one, or with a number behind it.
    public func freeName(_ wanted: String) -> String {
        let taken = Set(lanes.map { $0.name.lowercased() })
        var name = wanted
        var number = 2
        while taken.contains(name.lowercased()) {
            name = "\(wanted) \(number)"
            number += 1
        }
        return name
    }

    /// What sounds, what is compared and what the cursor is on must be there: a lane without its take is silent, a scene
    /// says nothing of it.
    /// - Parameter jobs: takes that are in the making and may sound already.
    public mutating func dropDanglingAuditions(besides jobs: Set<Int> = []) {
        for index in lanes.indices {
            guard let active = lanes[index].active, lanes[index].activeTake == nil, !jobs.contains(active) else {
                continue
            }
            lanes[index].active = nil
        }
        a = a.flatMap(existing)
        b = b.flatMap(existing)
        if self[lane: selected] == nil || selected == Lane.vocal { selected = recipeLane.id }
    }

    /// A scene without takes that are gone; nil where nothing but those was in it.
    private func existing(_ scene: Scene) -> Scene? {
        var kept = scene
        for (lane, take) in scene.takes {
            if let take, self[lane: lane]?[take: take] == nil { kept.takes.removeValue(forKey: lane) }
        }
        let hasLost = kept.takes.count < scene.takes.count
        return hasLost && kept.takes.values.allSatisfy { $0 == nil } ? nil : kept
    }

    /// What a file that people have written by hand may lack: the vocal's lane, one for takes, numbers that are free.
    mutating func completeLanes() {
        if self[lane: Lane.vocal]?.player != .recording {
            lanes.removeAll { $0.id == Lane.vocal }
            lanes.insert(Lane(id: Lane.vocal, name: freeName(Self.vocalName), player: .recording), at: 0)
        }
        nextLane = max(nextLane, (lanes.map(\.id).max() ?? 0) + 1)
        if systemLanes.isEmpty {
            lanes.insert(Lane(id: claimLane(), name: freeName(Self.firstName), player: .system(Recipe())), at: 1)
        }
        if self[lane: selected] == nil || selected == Lane.vocal { selected = recipeLane.id }
    }
}

// MARK: Instruments

extension Song {
    /// What instruments have played along with the vocal, in the order of their lanes. Set, each goes into the lane of
    /// its kind, and lanes of other kinds go.
    public var guides: [GuidePart] {
        get { lanes.compactMap(\.guide) }
        set {
            for kind in GuidePart.Kind.allCases { self[guide: kind] = newValue.last { $0.kind == kind } }
        }
    }

    /// The first lane in which an instrument plays what the kind says.
    public func lane(of kind: GuidePart.Kind) -> Lane? { lanes.first { $0.kind == kind } }

    /// What was played in the first lane of the kind. Set where there is none, it gets a lane in the order of kinds, and
    /// nil takes the lane away.
    public subscript(guide kind: GuidePart.Kind) -> GuidePart? {
        get { lane(of: kind)?.guide }
        set {
            if let lane = lane(of: kind) {
                if let newValue { self[lane: lane.id]?.play(newValue) } else { self[lane: lane.id] = nil }
            } else if let newValue {
                addLane(playing: newValue)
            }
            if self[lane: selected] == nil { selected = recipeLane.id }
        }
    }

    /// A new lane with what was played, behind those of earlier kinds.
    /// - Parameter label: what it was before it was lost; nil for a number and a name of its own.
    mutating func addLane(playing guide: GuidePart, label: LaneLabel? = nil) {
        var id = label?.id ?? Lane.vocal
        if self[lane: id] != nil || id == Lane.vocal { id = claimLane() }
        nextLane = max(nextLane, id + 1)
        var lane = Lane(
            id: id, name: freeName(label?.name ?? guide.kind.rawValue),
            player: .instrument(guide.kind, guide.instrument))
        lane.play(guide)
        let order = GuidePart.Kind.allCases
        let place = lanes.firstIndex { other in
            guard let kind = other.kind, let here = order.firstIndex(of: kind),
                let own = order.firstIndex(of: guide.kind)
            else { return false }
            return here > own
        }
        lanes.insert(lane, at: place ?? lanes.count)
    }
}

// MARK: Editing lanes

extension Song {
    /// A new lane behind the one under the cursor, which goes there.
    /// - Parameter name: gets a number behind it where another lane has it.
    /// - Returns: its identifier.
    @discardableResult
    public mutating func addLane(named name: String, player: Lane.Player) -> Int {
        insert(Lane(id: claimLane(), name: freeName(name), player: player))
    }

    /// A seed that no take was made with and no lane is about to use: with the same one two lanes play the same.
    public var freeSeed: UInt64 {
        let used = lanes.flatMap { lane in [lane.recipe?.seed].compactMap { $0 } + lane.takes.map(\.recipe.seed) }
        return used.max().map { $0 &+ 1 } ?? Recipe().seed
    }

    /// The same player on a strip that is set alike, without takes or what was played.
    /// - Returns: the identifier of the new lane; nil where the lane can't be had twice.
    public mutating func duplicateLane(_ id: Int) -> Int? {
        guard id != Lane.vocal, var copy = self[lane: id] else { return nil }
        copy.id = claimLane()
        copy.name = freeName(copy.name)
        copy.takes = []
        copy.active = nil
        copy.part = nil
        if !isSeedLocked { copy.recipe?.seed = freeSeed }
        selected = id
        return insert(copy)
    }

    private mutating func insert(_ lane: Lane) -> Int {
        let place = lanes.firstIndex { $0.id == selected } ?? lanes.count - 1
        lanes.insert(lane, at: place + 1)
        selected = lane.id
        return lane.id
    }

    /// Whether a lane may go: the vocal stays, and one lane that a system plays.
    public func canRemove(_ id: Int) -> Bool {
        guard id != Lane.vocal, let lane = self[lane: id] else { return false }
        return lane.recipe == nil || systemLanes.count > 1
    }

    /// Takes a lane away with all that is in it; the cursor goes to a neighbour.
    /// - Parameter jobs: takes that are in the making and may sound already.
    /// - Returns: whether it may go.
    public mutating func removeLane(_ id: Int, besides jobs: Set<Int> = []) -> Bool {
        guard canRemove(id), let index = lanes.firstIndex(where: { $0.id == id }) else { return false }
        lanes.remove(at: index)
        if selected == id {
            let near = index < lanes.count ? index : index - 1
            selected = near > 0 ? lanes[near].id : recipeLane.id
        }
        dropDanglingAuditions(besides: jobs)
        return true
    }

    /// Moves a lane among the others, which all stand below the vocal.
    /// - Returns: whether there is room.
    public mutating func moveLane(_ id: Int, by steps: Int) -> Bool {
        guard id != Lane.vocal, let index = lanes.firstIndex(where: { $0.id == id }),
            lanes.indices.dropFirst().contains(index + steps)
        else { return false }
        let lane = lanes.remove(at: index)
        lanes.insert(lane, at: index + steps)
        return true
    }
}
