extension CommandTable {
    static let generation: [Command] = [
        Command(
            "generate", "Generate a take",
            "Queues a take of the lane under the cursor, made with its recipe; everything else goes on meanwhile. An instrument plays its lane anew.",
            hint: "generate", category: .generation, keys: ["g"], needs: [.vocal, .engine]
        ) { $0.generation.generate() },
        Command(
            "generate.draft", "Generate a draft",
            "Queues a take in few steps, for a quick answer; refining it makes the same take in full.", hint: "draft",
            category: .generation, keys: ["D"], needs: [.vocal, .engine, .laneForTakes, .drafting]
        ) { $0.generation.generateDraft() },
        Command(
            "take.refine", "Refine the draft", "Queues the selected draft in full quality, with the same seed.",
            hint: "refine", category: .generation, keys: ["F"], needs: [.vocal, .engine, .selectedTake, .draft]
        ) { $0.generation.refineDraft() },
        Command(
            "take.vary", "More like this", "Asks how strongly, then queues a variation of the selected take.",
            hint: "more like this", category: .generation, keys: ["v"],
            needs: [.vocal, .engine, .selectedTake, .variable]
        ) { $0.generation.askForVariation() },
        Command(
            "take.reroll", "Re-roll the loop", "Queues the selected take with its looped part made anew.",
            hint: "re-roll", category: .generation, keys: ["r"],
            needs: [.vocal, .engine, .selectedTake, .rerollable, .loop]
        ) { $0.generation.reroll() },
        Command(
            "take.fill", "Fill the loop or gap",
            "Queues the selected take with its looped part, without a loop its longest silence, played by MeLoDy, joined to what "
                + "stands before and after.",
            hint: "fill", category: .generation, keys: ["alt-r"],
            needs: [.vocal, .engine, .selectedTake, .extending]
        ) { $0.extending.fill() },
        Command(
            "take.extend", "Extend after",
            "Asks for bars, then queues the selected take with so many more after its end.", hint: "extend",
            category: .generation, keys: ["%"], needs: [.vocal, .engine, .selectedTake, .extending]
        ) { $0.extending.askToExtend(.after) },
        Command(
            "take.intro", "Extend before",
            "Asks for bars, then queues the selected take with so many more before its beginning.", hint: "intro",
            category: .generation, keys: ["#"], needs: [.vocal, .engine, .selectedTake, .extending]
        ) { $0.extending.askToExtend(.before) },
        Command(
            "jam", "Jam",
            "Lets the selected take go on in its tempo and key until this key ends it; all that was made is kept as a take.",
            hint: "jam", category: .generation, keys: ["@"], needs: [.vocal, .engine, .extending, .jam]
        ) { $0.extending.toggleJam() },
        Command(
            "prompt", "Prompt a band",
            "Asks for words like \"bright pop with piano\", completed by tab, then queues a take that they lead.",
            hint: "prompt", category: .generation, keys: [";"], needs: [.vocal, .engine, .prompting]
        ) { $0.extending.askForPrompt() },
        Command(
            "job.cancel", "Cancel generation", "Cancels the selected job, or the one that runs; failed ones go away.",
            hint: "cancel job", category: .generation, keys: ["X"], needs: [.jobs]
        ) { $0.generation.cancelJob() },
        Command(
            "job.cancelAll", "Cancel all generation", "Cancels everything that is running or queued.",
            category: .generation, needs: [.jobs]
        ) { $0.generation.cancelAllJobs() },
        Command(
            "seed.next", "Next seed", "Adds 1 to the seed.", hint: "seed+1", category: .generation, keys: ["s"]
        ) { $0.recipe.nextSeed() },
        Command(
            "seed.lock", "Lock the seed", "Keeps the seed after a take, or lets it count up again.", hint: "lock seed",
            category: .generation, keys: ["S"]
        ) { $0.recipe.toggleSeedLock() },
        Command(
            "seed.history", "Earlier seeds", "Lists the seeds of the last takes to choose one.", category: .generation,
            keys: ["alt-s"], needs: [.seeds]
        ) { $0.recipe.openSeeds() },
    ]
}
