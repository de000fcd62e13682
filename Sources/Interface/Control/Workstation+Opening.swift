import Foundation
import Recipes
import Signal
import Songs

extension Workstation {
    /// Opens a vocal's song, which is made where there is none, or a song folder, in the background.
    public func open(_ url: URL) {
        guard state.activeJobs.isEmpty else {
            return tell(.warning, "takes are being generated: wait for them or cancel them before opening another song")
        }
        guard state.recorder == nil else {
            return tell(.warning, "a vocal is being recorded: stop that before opening another song")
        }
        closeKeyboard()
        openings += 1
        let number = openings
        let recipe = studio.systems.first?.defaults ?? Recipe()
        mention("opening \(url.lastPathComponent)")
        // a song is held by one folder at a time: if it is this one that is opened again, it must be let go first
        songBefore = folder?.url ?? songBefore
        closeSong()
        read(number: number) {
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
            return isFolder.boolValue ? try SongFolder.open(url) : try SongPlace.open(vocal: url, recipe: recipe)
        } then: {
            $0.opened($1)
        }
    }

    /// - Parameter open: in the background; what comes of it is dropped when something else was opened meanwhile.
    private func read(
        number: Int, _ open: @escaping @Sendable () throws -> SongFolder,
        then take: @escaping @Sendable (Workstation, Result<SongFolder, any Error>) -> Void
    ) {
        let inbox = inbox
        workers.reading {
            let result = Result { try open() }
            inbox.post { if $0.openings == number { take($0, result) } }
        }
    }

    private func closeSong() {
        guard folder != nil else { return }
        deck.pause()
        deck.load(nil)
        autosaver?.flush()
        autosaver = nil
        folder = nil
        songNumber += 1
        sceneBefore = nil
        sounds = Sounds()
        growing = [:]
        history = UndoHistory()
        let (theme, message) = (state.theme, state.message)
        var empty = WorkstationState(
            song: Song(title: "", recipe: studio.systems.first?.defaults ?? Recipe()), theme: theme)
        empty.systems = state.systems
        empty.engine = state.engine
        empty.instrument = state.instrument
        empty.glyphs = state.glyphs
        empty.depth = state.depth
        empty.message = message
        state = empty
        refreshDeck()
    }

    private func opened(_ result: Result<SongFolder, any Error>) {
        switch result {
        case .success(let folder):
            songBefore = nil
            use(folder)
        case .failure(let error):
            let sentence = "\(error)"
            tell(.error, sentence)
            // the song that was open comes back
            guard let before = songBefore else { return }
            songBefore = nil
            read(number: openings) {
                try SongFolder.open(before)
            } then: { workstation, result in
                if case .success(let folder) = result { workstation.use(folder) }
                workstation.tell(.error, sentence)
            }
        }
    }

    /// Shows a song; its sounds follow.
    func use(_ opened: SongFolder) {
        folder = opened
        let inbox = inbox
        songNumber += 1
        // an autosaver that waits must not keep the song from being opened again
        autosaver = Autosaver { [weak opened] song in
            try opened?.save(song)
        } report: { problem in
            inbox.post { $0.tell(problem == nil ? .info : .error, problem ?? "the song is saved again") }
        }
        var song = opened.song
        // what was being generated when the program was killed can't be played
        song.dropDanglingAuditions()
        state.song = song
        state.folder = opened.url
        state.undoTitle = nil
        state.redoTitle = nil
        state.takesCursor = max(song.takes.firstIndex { $0.id == song.lane.active } ?? song.takes.count - 1, 0)
        if let notice = opened.notices.first {
            tell(
                .warning,
                opened.notices.count == 1 ? notice : "\(notice) (and \(opened.notices.count - 1) more notices)")
        } else {
            mention("\(song.title): saved by itself in \(opened.url.path)")
        }
        deck.seek(to: 0)
        readVocal()
        readTakes()
        readGuides()
        reloadLoop()
        reloadClick()
        recoverRecordings()
        followChanges()
    }

    // MARK: Sounds

    func readVocal() {
        sounds.vocal = nil
        state.media.vocal = nil
        guard let folder, state.song.vocal != nil else { return reloadPlan() }
        let (song, inbox, number) = (state.song, inbox, songNumber)
        workers.reading {
            let result = Result { try folder.vocal(of: song) }
            inbox.post { workstation in
                guard workstation.songNumber == number, workstation.state.song.vocal?.file == song.vocal?.file else {
                    return
                }
                switch result {
                case .success(let vocal): workstation.got(vocal: vocal)
                case .failure(let error): workstation.tell(.error, "\(error)")
                }
            }
        }
    }

    private func got(vocal: AudioBuffer?) {
        sounds.vocal = vocal
        reloadPlan()
        reloadLoop()
        reloadClick()
        refreshDeck()
        guard let vocal else { return }
        draw(vocal) { $0.state.media.vocal = $1 }
        if state.song.sheet == nil || hearsNextVocal { hear() }
        hearsNextVocal = false
        followChanges()
    }

    /// Reads what is played, what is compared and the newest takes.
    func readTakes() {
        guard let folder, let rate = state.sampleRate else { return }
        let song = state.song
        let scenes = [song.scene, song.a, song.b].compactMap(\.self)
        let heard = scenes.flatMap { $0.takes.values.compactMap(\.self) }
        heard.forEach { sounds.use($0) }
        sounds.trim(needed: Set(heard + state.jobs.map(\.id)))
        // pictures and sounds of takes that are gone
        for id in state.media.takes.keys where song[take: id] == nil && !state.jobs.contains(where: { $0.id == id }) {
            state.media.takes[id] = nil
        }
        let wanted = heard + song.takes.suffix(Sounds.keptTakes - 2).map(\.id).reversed()
        for take in wanted.compactMap({ song[take: $0] })
        where sounds.stems[take.id] == nil && sounds.reading.insert(take.id).inserted {
            let (inbox, number) = (inbox, songNumber)
            workers.reading {
                let result = Result { try folder.audio(of: take).mapValues { try Resampler.resample($0, to: rate) } }
                inbox.post { workstation in
                    guard workstation.songNumber == number else { return }
                    workstation.got(result, of: take)
                }
            }
        }
    }

    private func got(_ result: Result<[String: AudioBuffer], any Error>, of take: Take) {
        sounds.reading.remove(take.id)
        switch result {
        case .success(let stems):
            guard state.song[take: take.id] != nil else { return }
            sounds.keep(stems, of: take.id)
            if state.song.isActive(take.id) { reloadPlan() }
            drawTake(take.id, stems, start: take.start)
        case .failure(let error): tell(.error, "\(take.name) can't be played: \(error)")
        }
    }

    // MARK: Pictures

    /// The waveform of a guide, for its strip.
    func draw(_ guide: GuidePart, _ sound: AudioBuffer) {
        let (inbox, number) = (inbox, songNumber)
        workers.pictures {
            let picture = Media.Picture(peaks: PeakPyramid(sound.mono()), sampleRate: sound.sampleRate)
            inbox.post { workstation in
                guard workstation.songNumber == number,
                    let lane = workstation.state.song.lanes.first(where: { $0.part?.file == guide.file })
                else { return }
                workstation.state.media.guides[lane.id] = picture
            }
        }
    }

    func drawTake(_ id: Int, _ stems: [String: AudioBuffer], start: Double) {
        guard let sum = MediaPictures.sum(stems) else { return }
        draw(sum, start: start) { workstation, picture in
            let isThere = workstation.state.song[take: id] != nil || workstation.state.jobs.contains { $0.id == id }
            if isThere { workstation.state.media.takes[id] = picture }
        }
    }

    /// First the waveform, then the same with its spectrogram.
    private func draw(
        _ sound: AudioBuffer, start: Double = 0, then show: @escaping @Sendable (Workstation, Media.Picture) -> Void
    ) {
        let (inbox, number) = (inbox, songNumber)
        workers.pictures {
            let mono = sound.mono()
            let peaks = PeakPyramid(mono)
            let plain = Media.Picture(peaks: peaks, sampleRate: sound.sampleRate, start: start)
            inbox.post { if $0.songNumber == number { show($0, plain) } }
            let result = Result {
                Media.Picture(
                    peaks: peaks, sampleRate: sound.sampleRate, start: start,
                    mel: try MediaPictures.mel(mono, sampleRate: sound.sampleRate))
            }
            inbox.post { workstation in
                guard workstation.songNumber == number else { return }
                switch result {
                case .success(let picture): show(workstation, picture)
                case .failure(let error): workstation.tell(.error, "no spectrogram: \(error)")
                }
            }
        }
    }
}
