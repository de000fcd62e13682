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
