import Recipes

extension Song: Revertible {
    /// Takes are told apart by their identifiers: one that the edit deleted comes back, one that arrived since stays,
    /// and of a take in both only what the edit changed. `nextTake` never goes back.
    public func reverting(_ after: Song, to before: Song) -> Song {
        var song = self
        func revert<Part: Equatable>(_ path: WritableKeyPath<Song, Part>) {
            if after[keyPath: path] != before[keyPath: path] { song[keyPath: path] = before[keyPath: path] }
        }
        revert(\.title)
        revert(\.vocal)
        revert(\.sheet)
        song.recipe = recipe.reverting(after.recipe, to: before.recipe)
        revert(\.isSeedLocked)
        revert(\.seedHistory)
        song.takes = takes(reverting: after, to: before)
        song.nextTake = max(nextTake, before.nextTake, after.nextTake)
        for kind in GuidePart.Kind.allCases where after[guide: kind] != before[guide: kind] {
            if let changed = after[guide: kind], let original = before[guide: kind], changed.file == original.file {
                // it may have been played anew since
                song[guide: kind]?.isKept = original.isKept
            } else {
                song[guide: kind] = before[guide: kind]
            }
        }
        // what was played since is not lost
        if after.pass != before.pass, pass == after.pass { song.pass = before.pass }
        song.mixer = mixer.reverting(after.mixer, to: before.mixer)
        revert(\.loop)
        revert(\.isLooping)
        revert(\.marks)
        revert(\.a)
        revert(\.b)
        revert(\.audition)
        song.dropDanglingAuditions()
        return song
    }

    private func takes(reverting after: Song, to before: Song) -> [Take] {
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
        revert(\.stems)
        let changed = Set(after.settings.keys).union(before.settings.keys)
        for id in changed where after.settings[id] != before.settings[id] {
            recipe.settings[id] = before.settings[id]
        }
        return recipe
    }
}

extension MixerSettings: Revertible {
    public func reverting(_ after: MixerSettings, to before: MixerSettings) -> MixerSettings {
        var mixer = self
        for name in Set(after.strips.keys).union(before.strips.keys) where after.strips[name] != before.strips[name] {
            mixer.strips[name] = before.strips[name]
        }
        if after.master.gain != before.master.gain { mixer.master.gain = before.master.gain }
        if after.master.limiterCeiling != before.master.limiterCeiling {
            mixer.master.limiterCeiling = before.master.limiterCeiling
        }
        return mixer
    }
}
