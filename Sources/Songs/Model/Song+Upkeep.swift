import Recipes

/// Numbers and names that are free, and references that hold.
extension Song {
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
        // what was ordered and is not made yet will be
        let coming = jobs.union((orders ?? []).map(\.id))
        for index in lanes.indices {
            guard let active = lanes[index].active, lanes[index].activeTake == nil, !coming.contains(active) else {
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
        nextLane = max(nextLane, (lanes.map(\.id).max() ?? 0) &+ 1)
        if systemLanes.isEmpty {
            lanes.insert(Lane(id: claimLane(), name: freeName(Self.firstName), player: .system(Recipe())), at: 1)
        }
        if self[lane: selected] == nil || selected == Lane.vocal { selected = recipeLane.id }
    }
}
