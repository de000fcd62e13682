import Signal
import Songs

extension Workstation {
    /// Gives the deck what is to be heard now; cheap, for sounds are shared.
    func reloadPlan() {
        guard sounds.vocal != nil || !sounds.stems.isEmpty else {
            loadedFrames = nil
            return deck.load(nil)
        }
        do {
            let plan = try plan()
            loadedFrames = plan.frames
            deck.load(plan)
        } catch {
            tell(.error, "\(error)")
        }
    }

    private func plan() throws -> MixPlan {
        var song = state.song
        let rate =
            sounds.vocal?.sampleRate ?? state.sampleRate ?? sounds.stems.values.first?.values.first?.sampleRate ?? 0
        var parts: [Int: AudioBuffer] = [:]
        for lane in song.lanes {
            if let part = lane.part { parts[lane.id] = sounds.guides[part.file] }
            // a take that still grows stands in as if it were finished
            if let job = state.jobs.first(where: { $0.id == lane.active }), lane.activeTake == nil,
                let growing = growing(job, rate)
            {
                song[lane: lane.id]?.takes.append(growing)
            }
        }
        return try song.plan(vocal: sounds.vocal, takes: sounds.stems, parts: parts, at: rate)
    }

    /// A take as far as it is; nil where nothing of it can be played.
    private func growing(_ job: WorkstationState.Job, _ rate: Double) -> Take? {
        guard let stems = sounds.stems[job.id], let duration = stems.values.first?.duration else { return nil }
        return Take(
            id: job.id, name: job.name, recipe: job.recipe, modelHash: "",
            leadSheet: job.recipe.leadSheet
                ?? .init(beats: [], downbeats: [], meter: Clicks.usualMeter, key: .init(index: 0), chords: []),
            start: job.start, duration: duration, sampleRate: rate,
            stems: stems.keys.sorted().map { .init(name: $0, file: "") }, loudness: sounds.loudness[job.id])
    }
}
