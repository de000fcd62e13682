/// Lanes that instruments play in.
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
