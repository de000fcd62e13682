import Recipes
import Signal

extension Song: Revertible {
    /// Lanes and takes are told apart by their identifiers: one that the edit took away comes back, one that arrived since
    /// stays, and of one in both only what the edit changed. A lane that the edit brought goes, and takes that were made
    /// in it since wait for it to be brought again. Numbers of takes and lanes never go back.
    public func reverting(_ after: Song, to before: Song) -> Song {
        var song = self
        func revert<Part: Equatable>(_ path: WritableKeyPath<Song, Part>) {
            if after[keyPath: path] != before[keyPath: path] { song[keyPath: path] = before[keyPath: path] }
        }
        revert(\.title)
        revert(\.vocal)
        revert(\.sheet)
        revert(\.isSeedLocked)
        revert(\.seedHistory)
        song.lanes = lanes(reverting: after, to: before)
        for lane in lanes where song[lane: lane.id] == nil {
            song.setAside(lane.takes.filter { after[lane: lane.id]?[take: $0.id] == nil }, ofLane: lane.id)
        }
        song.takeBackAside()
        song.nextLane = max(nextLane, before.nextLane, after.nextLane)
        song.nextTake = max(nextTake, before.nextTake, after.nextTake)
        // what was played since is not lost
        if after.pass != before.pass, pass == after.pass { song.pass = before.pass }
        song.master = master.reverting(after.master, to: before.master)
        revert(\.loop)
        revert(\.isLooping)
        revert(\.marks)
        revert(\.a)
        revert(\.b)
        revert(\.selected)
        song.dropDanglingAuditions()
        return song
    }

    private func lanes(reverting after: Song, to before: Song) -> [Lane] {
        var kept: [Lane] = []
        for lane in lanes {
            switch (after[lane: lane.id], before[lane: lane.id]) {
            case (let changed?, let original?): kept.append(lane.reverting(changed, to: original))
            // the edit brought it
            case (.some, nil): continue
            default: kept.append(lane)
            }
        }
        for (index, lane) in before.lanes.enumerated() where after[lane: lane.id] == nil && self[lane: lane.id] == nil {
            kept.insert(lane, at: min(index, kept.count))
        }
        return ordered(kept, from: after.lanes.map(\.id), to: before.lanes.map(\.id))
    }

    /// Where the edit changed the order, lanes stand as before it; those it knew nothing of come last.
    private func ordered(_ lanes: [Lane], from after: [Int], to before: [Int]) -> [Lane] {
        guard after.filter(before.contains) != before.filter(after.contains) else { return lanes }
        return lanes.sorted { first, second in
            (before.firstIndex(of: first.id) ?? before.count) < (before.firstIndex(of: second.id) ?? before.count)
        }
    }
}

extension Lane: Revertible {
    public func reverting(_ after: Lane, to before: Lane) -> Lane {
        var lane = self
        func revert<Part: Equatable>(_ path: WritableKeyPath<Lane, Part>) {
            if after[keyPath: path] != before[keyPath: path] { lane[keyPath: path] = before[keyPath: path] }
        }
        revert(\.name)
        if let recipe, let changed = after.recipe, let original = before.recipe {
            lane.recipe = recipe.reverting(changed, to: original)
        } else {
            revert(\.player)
        }
        lane.takes = takes(reverting: after, to: before)
        revert(\.active)
        revert(\.part)
        revert(\.strip.gain)
        revert(\.strip.pan)
        revert(\.strip.isMuted)
        revert(\.strip.isSoloed)
        for name in Set(after.stems.keys).union(before.stems.keys) where after.stems[name] != before.stems[name] {
            lane.stems[name] = before.stems[name]
        }
        revert(\.isKept)
        return lane
    }

    private func takes(reverting after: Lane, to before: Lane) -> [Take] {
        var kept: [Take] = []
        for take in takes {
            switch (after[take: take.id], before[take: take.id]) {
            case (let changed?, let original?): kept.append(take.reverting(changed, to: original))
            // the edit brought it
            case (.some, nil): continue
            default: kept.append(take)
            }
        }
        for take in before.takes where after[take: take.id] == nil && self[take: take.id] == nil { kept.append(take) }
        return kept.sorted { $0.id < $1.id }
    }
}

extension Take: Revertible {
    public func reverting(_ after: Take, to before: Take) -> Take {
        var take = self
        if after.name != before.name { take.name = before.name }
        if after.note != before.note { take.note = before.note }
        if after.isStarred != before.isStarred { take.isStarred = before.isStarred }
        return take
    }
}

extension Recipe: Revertible {
    public func reverting(_ after: Recipe, to before: Recipe) -> Recipe {
        var recipe = self
        func revert<Part: Equatable>(_ path: WritableKeyPath<Recipe, Part>) {
            if after[keyPath: path] != before[keyPath: path] { recipe[keyPath: path] = before[keyPath: path] }
        }
        revert(\.system)
        revert(\.seed)
        revert(\.style)
        revert(\.families)
        revert(\.density)
        revert(\.brightness)
        revert(\.level)
        revert(\.plan)
        revert(\.constraints)
        revert(\.leadSheet)
        revert(\.from)
        revert(\.to)
        revert(\.preRoll)
        revert(\.tail)
        revert(\.balance)
        revert(\.variation)
        revert(\.reroll)
        revert(\.extends)
        revert(\.stems)
        let changed = Set(after.settings.keys).union(before.settings.keys)
        for id in changed where after.settings[id] != before.settings[id] {
            recipe.settings[id] = before.settings[id]
        }
        return recipe
    }
}

extension MasterSettings: Revertible {
    public func reverting(_ after: MasterSettings, to before: MasterSettings) -> MasterSettings {
        var master = self
        if after.gain != before.gain { master.gain = before.gain }
        if after.limiterCeiling != before.limiterCeiling { master.limiterCeiling = before.limiterCeiling }
        return master
    }
}
