import Music
import Signal
import Songs

/// An instrument that plays along: what it plays, on which strips, and whether it is kept.
final class GuideController: Controller {
    /// Counts changes that guides follow, so that only the last one of a quick row is.
    private var followings = 0
    /// Whether the list of instruments was asked for and has not come.
    private(set) var isListingInstruments = false

    /// What is to be played, once it is known by which instrument; on a worker.
    typealias Playing = @Sendable (any Guide, _ instrument: String) throws -> [KeyPass]

    func doubleMelody() {
        guard let vocal = sounds.vocal else { return tell(.warning, "the vocal is still being read") }
        playGuide(
            .melody, in: state.song.lane(of: .melody), by: state.instrument, Self.melody(of: vocal, state.song.tuning))
    }

    func playChords() {
        guard let sheet = state.song.sheet?.leadSheet else { return }
        playGuide(.chords, in: state.song.lane(of: .chords), by: state.instrument, Self.chords(of: sheet))
    }

    static func melody(of vocal: AudioBuffer, _ tuning: Tuning) -> Playing {
        { guide, instrument in
            let notes = try guide.melody(of: vocal, tuning: tuning)
            guard !notes.isEmpty else { throw Complaint("no sung notes were heard that could be doubled") }
            return [KeyPass(instrument: instrument, notes: notes)]
        }
    }

    static func chords(of sheet: LeadSheet) -> Playing {
        { _, instrument in
            let notes = ChordVoicing.notes(of: sheet)
            guard !notes.isEmpty else { throw Complaint("the lead sheet has no chords to play") }
            return [KeyPass(instrument: instrument, notes: notes)]
        }
    }

    /// Has a part played and puts it on its strip.
    /// - Parameters:
    ///   - lane: that it is played in; nil where it gets a lane of its own.
    ///   - wanted: nil, or one that is gone, is the usual instrument.
    ///   - follows: whether it is made anew by itself: then there is nothing to undo, and the sound before goes.
    func playGuide(
        _ kind: GuidePart.Kind, in lane: Lane?, by wanted: String?, follows: Bool = false, _ playing: @escaping Playing
    ) {
        guard let guide else { return tell(.warning, "this program has no instruments") }
        guard let folder, let rate = state.sampleRate else { return }
        let tuning = state.song.tuning
        // what a hand has played is meant to stay
        let blank = GuidePart(
            kind: kind, instrument: "", isKept: lane?.isKept ?? (kind == .played),
            vocal: kind == .melody ? state.song.vocal?.file : nil, tuning: tuning.isStandard ? nil : tuning.cents)
        state.guideInMaking = kind
        if !follows {
            let what = kind == .played ? "what was played" : "the \(kind.rawValue)"
            tell(.info, "\(wanted ?? "the instrument") is playing \(what)")
        }
        session.background(on: workers.guide) {
            let instrument = try Self.instrument(wanted, of: guide)
            let passes = try playing(guide, instrument)
            var part = blank
            part.instrument = passes.last?.instrument ?? instrument
            part.passes = passes
            let audio = try Self.sum(of: passes, by: guide, tuning)
            part = try folder.store(part, audio: audio, in: lane)
            return (part, try Resampler.resample(audio, to: rate))
        } then: { [self] result in
            state.guideInMaking = nil
            switch result {
            case .success(let (part, audio)): arrived(part, audio, in: lane?.id, follows: follows)
            case .failure(let error): tell(.error, "\(error)")
            }
        }
    }

    /// Passes over each other; an instrument that is gone gives way to the usual one.
    private static func sum(of passes: [KeyPass], by guide: any Guide, _ tuning: Tuning) throws -> AudioBuffer {
        let sounds = try passes.map {
            try guide.play($0.notes, instrument: instrument($0.instrument, of: guide), tuning: tuning)
        }
        return AudioBuffer.sum(sounds) ?? AudioBuffer(sampleRate: 0, mono: [])
    }

    /// What was chosen, where it is there; otherwise the usual one.
    static func instrument(_ wanted: String?, of guide: any Guide) throws -> String {
        let names = try guide.instruments()
        guard let first = names.first else { throw Complaint("this program has no instruments") }
        return wanted.flatMap { names.contains($0) ? $0 : nil } ?? first
    }

    /// - Parameter lane: that it was played for; nil where it had none.
    private func arrived(_ part: GuidePart, _ audio: AudioBuffer, in lane: Int?, follows: Bool) {
        let old = lane.map { state.song[lane: $0] } ?? state.song.lane(of: part.kind)
        guard old != nil || lane == nil && !follows else {
            // it was taken away meanwhile
            return attempt { try folder?.discard(part) }
        }
        var part = part
        // played anew, it stays what it was
        part.isKept = old?.isKept ?? part.isKept
        sounds.guides[part.file] = audio
        let target = state.selectedTarget
        func put(_ song: inout Song) {
            if let old { song[lane: old.id]?.play(part) } else { song[guide: part.kind] = part }
            if part.kind == .played, song.pass == part.passes?.last { song.pass = nil }
        }
        if follows {
            old?.guide.map { folder?.supersede($0) }
            update(put)
        } else {
            edit(Self.title(of: part.kind), put)
        }
        // the cursor stays on its strip
        state.mixerCursor = state.mixerTargets.firstIndex(of: target) ?? state.mixerCursor
        guard let strip = state.song.lanes.first(where: { $0.part?.file == part.file })?.name else { return }
        workstation.media.draw(part, audio)
        if follows {
            tell(.info, part.kind == .chords ? "the chords follow the lead sheet" : "\(strip) is played anew")
        } else if part.kind == .played, let pass = part.passes?.last {
            let notes = pass.notes.count == 1 ? "1 note" : "\(pass.notes.count) notes"
            tell(.info, "\(notes) kept: strip \(strip) of the mixer\(part.isKept ? ", also in exports" : "")")
        } else {
            tell(.info, "\(part.instrument) plays the \(part.kind.rawValue): strip \(strip) of the mixer")
        }
    }

    private static func title(of kind: GuidePart.Kind) -> String {
        switch kind {
        case .melody: "doubling the melody"
        case .chords: "playing the chords"
        case .played: "keeping what was played"
        }
    }

    // MARK: Following

    /// Has guides made anew, a moment after what they were made from has changed.
    func followChanges() {
        let stale = Set(state.song.lanes.filter { $0.guide?.isOutOfDate(in: state.song) ?? false }.map(\.id))
        if stale != state.outOfDate { state.outOfDate = stale }
        followings += 1
        if state.keyboard != nil, !Tuning(cents: workstation.keyboard.tuning.cents - state.song.tuning.cents).isStandard
        {
            workstation.keyboard.prepareKeys()
        }
        guard !stale.isEmpty, guide != nil, folder != nil else { return }
        let number = followings
        background(on: workers.pause, isOfSong: false) {
        } then: { [self] in
            if followings == number { follow() }
        }
    }

    /// One after the other: when one arrives, the next is asked for.
    private func follow() {
        guard state.guideInMaking == nil else { return }
        for lane in state.song.lanes where state.outOfDate.contains(lane.id) {
            guard let part = lane.guide else { continue }
            switch part.kind {
            case .chords:
                guard let sheet = state.song.sheet?.leadSheet, sheet.chords.contains(where: { $0.chord != nil }) else {
                    continue
                }
                return playGuide(.chords, in: lane, by: part.instrument, follows: true, Self.chords(of: sheet))
            case .melody:
                guard let vocal = sounds.vocal else { continue }
                return playGuide(
                    .melody, in: lane, by: part.instrument, follows: true, Self.melody(of: vocal, state.song.tuning))
            case .played:
                guard let passes = part.passes else { continue }
                return playGuide(.played, in: lane, by: part.instrument, follows: true) { _, _ in passes }
            }
        }
    }

    /// Reads guides that are not in memory, as after an undo, and forgets those that are gone.
    func readGuides() {
        let listed = state.song.guides
        sounds.guides = sounds.guides.filter { file, _ in listed.contains { $0.file == file } }
        guard let folder, let rate = state.sampleRate else { return }
        for guide in listed where sounds.guides[guide.file] == nil {
            session.background(on: workers.reading) {
                try Resampler.resample(try folder.audio(of: guide), to: rate)
            } then: { [self] result in
                guard state.song.lanes.contains(where: { $0.part?.file == guide.file }) else { return }
                switch result {
                case .success(let audio):
                    sounds.guides[guide.file] = audio
                    workstation.media.draw(guide, audio)
                    workstation.playback.reloadPlan()
                case .failure(let error): lost(guide, error)
                }
            }
        }
    }

    /// A guide without its sound is played anew: undo may come back to one that had been left behind.
    private func lost(_ guide: GuidePart, _ error: any Error) {
        guard let passes = guide.passes, !passes.isEmpty else {
            return tell(.error, "the \(guide.kind.rawValue) can't be played: \(error)")
        }
        // what is being made asks again when it arrives
        guard state.guideInMaking == nil, let lane = state.song.lanes.first(where: { $0.part?.file == guide.file })
        else { return }
        playGuide(guide.kind, in: lane, by: guide.instrument, follows: true) { _, _ in passes }
    }

    /// Keeps the selected guides as stems, or leaves them out where all of them are kept already.
    func toggleKeptGuide() {
        let guides = state.selectedGuides
        let keeps = !guides.allSatisfy(\.isKept)
        let names = guides.map(\.name).joined(separator: " and ")
        edit(keeps ? "keeping \(names) as a stem" : "leaving \(names) out") { song in
            for guide in guides { song[lane: guide.id]?.isKept = keeps }
        }
        tell(
            .info,
            keeps
                ? "\(names): kept as a stem, in mixes and exports"
                : "\(names): only heard here, not in exports")
    }

    func removeGuide() {
        let guides = state.selectedGuides
        edit("removing \(guides.map(\.name).joined(separator: " and "))") { song in
            for guide in guides { song[lane: guide.id] = nil }
            song.dropDanglingAuditions(besides: Set(state.jobs.map(\.id)))
        }
    }

    // MARK: Instruments

    func openInstruments() {
        guard let guide else { return tell(.warning, "this program has no instruments") }
        let number = session.openings
        isListingInstruments = true
        session.background(on: workers.guide, isOfSong: false) {
            try guide.instruments()
        } then: { [self] result in
            isListingInstruments = false
            switch result {
            case .success(let names):
                // who went on to something else meanwhile is not disturbed
                guard session.openings == number, state.overlay == nil, state.entry == nil else { return }
                showInstruments(names)
            case .failure(let error): tell(.error, "\(error)")
            }
        }
    }

    private func showInstruments(_ names: [String]) {
        var picker = Overlay.Picker(
            kind: .instruments, title: "Instruments", items: names.map { .init(value: $0, title: $0) })
        picker.cursor = names.firstIndex { $0 == state.instrument } ?? 0
        workstation.dialogs.show(picker)
    }

    /// For what is played from now on; with the mixer's cursor on a guide's strip, that is played by it at once.
    func choose(instrument name: String) {
        state.instrument = name
        workstation.choices.keep { $0.instrument = name }
        if state.keyboard != nil { return workstation.keyboard.prepareKeys() }
        guard state.focus == .mixer, state.guideInMaking == nil,
            let lane = state.selectedStrip.flatMap({ state.song[lane: $0.lane] }), let part = lane.guide,
            part.instrument != name
        else { return tell(.info, "\(name) plays along from now on") }
        if let passes = part.passes {
            playGuide(part.kind, in: lane, by: name) { _, instrument in
                passes.map { KeyPass(instrument: instrument, notes: $0.notes) }
            }
        } else if part.kind == .melody {
            doubleMelody()
        } else {
            playChords()
        }
    }
}
