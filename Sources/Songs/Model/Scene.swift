extension Song {
    /// Which take sounds in each lane, to be compared with another.
    public struct Scene: Codable, Sendable, Equatable {
        /// By lane; nil is silence. A lane that is not in it stays as it is.
        public var takes: [Int: Int?]

        public init(takes: [Int: Int?] = [:]) { self.takes = takes }

        /// Whether this take sounds in it.
        public func has(_ take: Int) -> Bool { takes.values.contains(take) }
    }

    /// What sounds now in all lanes that a system plays.
    public var scene: Scene {
        Scene(takes: Dictionary(uniqueKeysWithValues: systemLanes.map { ($0.id, $0.active) }))
    }

    /// What sounds now, with this take in its lane.
    public func scene(with take: Int) -> Scene {
        var scene = scene
        if let lane = lane(ofTake: take) { scene.takes.updateValue(take, forKey: lane.id) }
        return scene
    }

    /// Lets a scene sound.
    public mutating func show(_ scene: Scene) {
        for index in lanes.indices {
            if let active = scene.takes[lanes[index].id] { lanes[index].active = active }
        }
    }

    /// Whether a scene is what sounds now.
    public func shows(_ scene: Scene) -> Bool {
        var song = self
        song.show(scene)
        return song.lanes == lanes
    }
}
