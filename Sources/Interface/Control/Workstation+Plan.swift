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
        let song = state.song
        let rate =
            sounds.vocal?.sampleRate ?? state.sampleRate ?? sounds.stems.values.first?.values.first?.sampleRate ?? 0
        let guides = Dictionary(
            uniqueKeysWithValues: song.guides.compactMap { guide in sounds.guides[guide.file].map { (guide.kind, $0) } }
        )
        guard case .take(let id) = song.audition, let stems = sounds.stems[id] else {
            return try song.plan(audition: .vocal, vocal: sounds.vocal, stems: [:], guides: guides, at: rate)
        }
        if song[take: id] != nil {
            return try song.plan(audition: song.audition, vocal: sounds.vocal, stems: stems, guides: guides, at: rate)
        }
        // a take that still grows stands in as if it were finished
        var growing = song
        guard let job = state.jobs.first(where: { $0.id == id }), let duration = stems.values.first?.duration else {
            return try song.plan(audition: .vocal, vocal: sounds.vocal, stems: [:], guides: guides, at: rate)
        }
        growing.takes.append(
            Take(
                id: id, name: job.name, recipe: job.recipe, modelHash: "",
                leadSheet: job.recipe.leadSheet
                    ?? .init(beats: [], downbeats: [], meter: Clicks.usualMeter, key: .init(index: 0), chords: []),
                start: job.start, duration: duration, sampleRate: rate,
                stems: stems.keys.sorted().map { .init(name: $0, file: "") }, loudness: sounds.loudness[id]))
        return try growing.plan(audition: song.audition, vocal: sounds.vocal, stems: stems, guides: guides, at: rate)
    }
}
