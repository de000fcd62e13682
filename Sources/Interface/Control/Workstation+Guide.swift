import Music
import Signal
import Songs

/// An instrument that plays along: what it plays, on which strips, and whether it is kept.
extension Workstation {
    func doubleMelody() {
        guard let vocal = sounds.vocal else { return tell(.warning, "the vocal is still being read") }
        playGuide(.melody) { guide in
            let notes = try guide.melody(of: vocal)
            guard !notes.isEmpty else { throw Complaint("no sung notes were heard that could be doubled") }
            return notes
        }
    }

    func playChords() {
        guard let sheet = state.song.sheet?.leadSheet else { return }
        playGuide(.chords) { _ in
            let notes = ChordVoicing.notes(of: sheet)
            guard !notes.isEmpty else { throw Complaint("the lead sheet has no chords to play") }
            return notes
        }
    }

    /// - Parameter notes: on a worker.
    private func playGuide(_ kind: GuidePart.Kind, _ notes: @escaping @Sendable (any Guide) throws -> [Note]) {
        guard let guide else { return tell(.warning, "this program has no instruments") }
        guard let folder, let rate = state.sampleRate else { return }
        let (inbox, number, wanted) = (inbox, songNumber, state.instrument)
        state.guideInMaking = kind
        tell(.info, "\(wanted ?? "the instrument") is playing the \(kind.rawValue)")
        workers.guide {
            let result = Result {
                let instrument = try Self.instrument(wanted, of: guide)
                let audio = try guide.play(try notes(guide), instrument: instrument)
                let part = try folder.store(GuidePart(kind: kind, instrument: instrument), audio: audio)
                return (part, try Resampler.resample(audio, to: rate))
            }
            inbox.post { workstation in
                guard workstation.songNumber == number else { return }
                workstation.state.guideInMaking = nil
                switch result {
                case .success(let (part, audio)): workstation.arrived(part, audio)
                case .failure(let error): workstation.tell(.error, "\(error)")
                }
            }
        }
    }

    /// What was chosen, where it is there; otherwise the usual one.
    static func instrument(_ wanted: String?, of guide: any Guide) throws -> String {
        let names = try guide.instruments()
        guard let first = names.first else { throw Complaint("this program has no instruments") }
        return wanted.flatMap { names.contains($0) ? $0 : nil } ?? first
    }

    private func arrived(_ part: GuidePart, _ audio: AudioBuffer) {
        var part = part
        // played anew, it stays what it was
        part.isKept = state.song[guide: part.kind]?.isKept ?? false
        sounds.guides[part.file] = audio
        let strip = state.selectedStrip
        edit(part.kind == .melody ? "doubling the melody" : "playing the chords") { $0[guide: part.kind] = part }
        // the cursor stays on its strip
        state.mixerCursor = state.stripNames.firstIndex(of: strip) ?? state.mixerCursor
        tell(.info, "\(part.instrument) plays the \(part.strip): strip \(part.strip) of the mixer")
    }

    /// Reads guides that are not in memory, as after an undo, and forgets those that are gone.
    func readGuides() {
        let listed = state.song.guides
        sounds.guides = sounds.guides.filter { file, _ in listed.contains { $0.file == file } }
        guard let folder, let rate = state.sampleRate else { return }
        for guide in listed where sounds.guides[guide.file] == nil {
            let (inbox, number) = (inbox, songNumber)
            workers.reading {
                let result = Result { try Resampler.resample(try folder.audio(of: guide), to: rate) }
                inbox.post { workstation in
                    guard workstation.songNumber == number,
                        workstation.state.song[guide: guide.kind]?.file == guide.file
                    else { return }
                    switch result {
                    case .success(let audio):
                        workstation.sounds.guides[guide.file] = audio
                        workstation.reloadPlan()
                    case .failure(let error):
                        workstation.tell(.error, "the \(guide.strip) can't be played: \(error)")
                    }
                }
            }
        }
    }

    /// Keeps the selected guides as stems, or leaves them out where all of them are kept already.
    func toggleKeptGuide() {
        let guides = state.selectedGuides
        let keeps = !guides.allSatisfy(\.isKept)
        let names = guides.map(\.strip).joined(separator: " and ")
        edit(keeps ? "keeping \(names) as a stem" : "leaving \(names) out") { song in
            for guide in guides { song[guide: guide.kind]?.isKept = keeps }
        }
        tell(
            .info,
            keeps
                ? "\(names): kept as a stem, in mixes and exports"
                : "\(names): only heard here, not in exports")
    }

    func removeGuide() {
        let guides = state.selectedGuides
        edit("removing \(guides.map(\.strip).joined(separator: " and "))") { song in
            for guide in guides { song[guide: guide.kind] = nil }
        }
    }

    // MARK: Instruments

    func openInstruments() {
        guard let guide else { return tell(.warning, "this program has no instruments") }
        let (inbox, number) = (inbox, openings)
        isListingInstruments = true
        workers.guide {
            let result = Result { try guide.instruments() }
            inbox.post { workstation in
                workstation.isListingInstruments = false
                switch result {
                case .success(let names):
                    // who went on to something else meanwhile is not disturbed
                    guard workstation.openings == number, workstation.state.overlay == nil,
                        workstation.state.entry == nil
                    else { return }
                    workstation.showInstruments(names)
                case .failure(let error): workstation.tell(.error, "\(error)")
                }
            }
        }
    }

    private func showInstruments(_ names: [String]) {
        var picker = Overlay.Picker(
            kind: .instruments, title: "Instruments", items: names.map { .init(value: $0, title: $0) })
        picker.cursor = names.firstIndex { $0 == state.instrument } ?? 0
        show(picker)
    }

    func choose(instrument name: String) {
        state.instrument = name
        choices.instrument = name
        keepChoices()
        tell(.info, "\(name) plays along from now on")
    }
}
