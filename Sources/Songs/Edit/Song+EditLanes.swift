import Foundation
import Recipes
import Signal

/// Making, moving and removing lanes.
extension Song {
    /// A new lane behind the one under the cursor, which goes there.
    /// - Parameters:
    ///   - name: gets a number behind it where another lane has it.
    ///   - gain: of its strip, dB.
    /// - Returns: its identifier.
    @discardableResult
    public mutating func addLane(named name: String, player: Lane.Player, gain: Double = 0) -> Int {
        var lane = Lane(id: claimLane(), name: freeName(name), player: player)
        lane.strip.gain = gain
        return insert(lane)
    }

    /// dB of each player's strip, so that a band of so many lies where one alone would beside the vocal: what they play is
    /// unlike, and their powers add up.
    public static func gain(inBandOf players: Int) -> Double {
        (-100 * log10(Double(max(players, 1)))).rounded() / 10
    }

    /// dB of the strip of one more player: as loud as those that play already, one like the other.
    /// - Parameter isPlayer: whether a recipe is that of a single player.
    public func gainOfOneMore(_ isPlayer: (Recipe) -> Bool) -> Double {
        let gains = systemLanes.filter { $0.recipe.map(isPlayer) ?? false }.map(\.strip.gain).sorted()
        return gains.isEmpty ? 0 : gains[gains.count / 2]
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
