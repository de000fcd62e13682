import Recipes
import Signal
import Songs

/// What the plain mode says of things: words instead of colours and pictures.
enum PlainText {
    static func take(_ take: Take) -> String {
        var parts = [take.name]
        if take.isStarred { parts.append("starred") }
        parts += ["seed \(take.recipe.seed)", "\(take.duration.formatted()) seconds"]
        if !take.note.isEmpty { parts.append("note: \(take.note)") }
        return parts.joined(separator: ", ")
    }

    static func lane(_ lane: Lane, _ state: WorkstationState) -> String {
        var parts = [lane.name]
        if case .instrument(_, let instrument) = lane.player {
            parts.append("played by \(instrument)")
        } else {
            parts.append(lane.takes.count == 1 ? "1 take" : "\(lane.takes.count) takes")
            parts.append(lane.activeTake.map { "\($0.name) sounds" } ?? "silent")
        }
        if lane.strip.isMuted { parts.append("muted") }
        if lane.strip.isSoloed { parts.append("solo") }
        if lane.id == state.song.lane.id { parts.append("chosen") }
        return parts.joined(separator: ", ")
    }

    static func job(_ job: WorkstationState.Job) -> String {
        switch job.phase {
        case .queued: "\(job.name), queued"
        case .running where job.isEndless: "\(job.name), goes on until it is ended"
        case .running(let progress): "\(job.name), \(Int(progress.fraction * 100)) percent done"
        case .failed(let reason): "\(job.name), failed: \(reason)"
        }
    }

    static func recipe(_ parameter: Parameter, _ state: WorkstationState) -> String {
        let text = parameter.text(of: state.song.recipe)
        let locked = parameter.id == Parameter.seed.id && state.song.isSeedLocked ? ", locked" : ""
        let absent = parameter.absent == "heard" ? "as heard" : parameter.usualText
        return "\(parameter.label): \(text.isEmpty ? absent : text)\(locked)"
    }

    static func sheet(_ sheet: SongSheet) -> String {
        let locks = [
            sheet.isGridLocked ? "beats" : nil, sheet.isKeyLocked ? "key" : nil, sheet.isMeterLocked ? "metre" : nil,
            sheet.fixedTuning == nil ? nil : "tuning",
            sheet.lockedChords.isEmpty ? nil : "\(sheet.lockedChords.count) chords",
        ].compactMap(\.self)
        return sheet.words.sentence + (sheet.trial == nil ? "" : ", tried out: \(sheet.readingText ?? "")")
            + (locks.isEmpty ? "; nothing is locked" : "; locked: \(locks.joined(separator: ", "))")
    }

    static func strip(_ target: MixerTarget, _ state: WorkstationState) -> String {
        let name = state.name(of: target)
        guard case .strip(let id) = target else {
            let master = state.song.master
            let limiter = master.limiterCeiling.map { "limiter at \($0.formatted()) dBTP" } ?? "limiter off"
            return "\(name): \(master.gain.formatted()) dB, \(limiter)"
        }
        let strip = state.song[strip: id]
        return "\(name): \(strip.gain.formatted()) dB, pan \(strip.pan.formatted())"
            + (strip.isMuted ? ", muted" : "") + (strip.isSoloed ? ", solo" : "")
            + (id.stem == nil ? state.song[lane: id.lane].flatMap { guide($0, state) } ?? "" : "")
    }

    /// What is heard by the instrument, and whether it is as it should be.
    private static func guide(_ lane: Lane, _ state: WorkstationState) -> String? {
        lane.guide.map { guide in
            ", played by \(guide.instrument), \(guide.isKept ? "kept as a stem" : "not kept")"
                + (state.outOfDate.contains(lane.id) ? ", out of date" : "")
        }
    }

    static func status(_ state: WorkstationState) -> [String] {
        var lines = ["Song: \(state.song.title)"]
        if let vocal = state.song.vocal {
            lines.append("Vocal: \(vocal.duration.formatted()) seconds, \(Int(vocal.sampleRate)) hertz")
        } else {
            lines.append("Vocal: none")
        }
        lines.append("Lead sheet: " + (state.song.sheet.map(sheet) ?? (state.isHearing ? "being heard" : "none")))
        lines.append(
            "Takes: \(state.song.allTakes.count)" + (state.jobs.isEmpty ? "" : ", jobs: \(state.jobs.count)"))
        let heard = state.song.lanes.compactMap { lane in lane.active.map { lane[take: $0]?.name ?? "take \($0)" } }
        let audition = heard.isEmpty ? "the vocal alone" : heard.joined(separator: ", ")
        lines.append(
            "\(state.deck.isPlaying ? "Playing" : "Paused"): \(audition), at \(state.playhead.formatted()) seconds")
        if case .silent(let reason) = state.deck.output { lines.append("No sound: \(reason)") }
        return lines
    }
}
