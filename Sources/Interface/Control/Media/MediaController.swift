import Recipes
import Signal
import Songs

/// Reads sounds into memory as the song needs them, and draws them.
final class MediaController: Controller {
    // MARK: Sounds

    func readVocal() {
        sounds.vocal = nil
        state.media.vocal = nil
        guard let folder, state.song.vocal != nil else { return workstation.playback.reloadPlan() }
        let song = state.song
        background(on: workers.reading) {
            try folder.vocal(of: song)
        } then: { [self] vocal in
            if state.song.vocal?.file == song.vocal?.file { show(vocal: vocal) }
        }
    }

    private func show(vocal: AudioBuffer?) {
        sounds.vocal = vocal
        workstation.playback.reloadPlan()
        workstation.playback.reloadLoop()
        workstation.playback.reloadClick()
        workstation.playback.refreshDeck()
        guard let vocal else { return }
        draw(vocal) { $0.media.vocal = $1 }
        workstation.leadSheet.hearNewVocal()
        workstation.generation.takeUpOrders()
        workstation.guides.followChanges()
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
            session.background(on: workers.reading) {
                try folder.audio(of: take).mapValues { try Resampler.resample($0, to: rate) }
            } then: { [self] result in
                show(result, of: take)
            }
        }
    }

    private func show(_ result: Result<[String: AudioBuffer], any Error>, of take: Take) {
        sounds.reading.remove(take.id)
        switch result {
        case .success(let stems):
            guard state.song[take: take.id] != nil else { return }
            sounds.keep(stems.mapValues { SectionedAudio($0.narrow()) }, of: take.id)
            if state.song.isActive(take.id) { workstation.playback.reloadPlan() }
            drawTake(take.id, stems, start: take.start)
        case .failure(let error): tell(.error, "\(take.name) can't be played: \(error)")
        }
    }

    // MARK: Pictures

    /// The waveform of a guide, for its strip.
    func draw(_ guide: GuidePart, _ sound: AudioBuffer) {
        background(on: workers.pictures) {
            Media.Picture(peaks: PeakPyramid(sound.mono()), sampleRate: sound.sampleRate)
        } then: { [self] picture in
            guard let lane = state.song.lanes.first(where: { $0.part?.file == guide.file }) else { return }
            state.media.guides[lane.id] = picture
        }
    }

    func drawTake(_ id: Int, _ stems: [String: AudioBuffer], start: Double) {
        guard let sum = AudioBuffer.sum(stems) else { return }
        draw(sum, start: start) { state, picture in
            let isThere = state.song[take: id] != nil || state.jobs.contains { $0.id == id }
            if isThere { state.media.takes[id] = picture }
        }
    }

    /// Takes that came back with their sound still in memory have lost their pictures.
    func drawReturned() {
        for take in state.song.allTakes where state.media.takes[take.id] == nil {
            if let stems = sounds.stems[take.id] { drawTake(take.id, stems.mapValues(\.joined), start: take.start) }
        }
    }

    /// First the waveform, then the same with its spectrogram.
    private func draw(
        _ sound: AudioBuffer, start: Double = 0, then show: @escaping (inout WorkstationState, Media.Picture) -> Void
    ) {
        session.background(
            on: workers.pictures,
            sending: { send in
                let mono = sound.mono()
                let peaks = PeakPyramid(mono)
                send(Media.Picture(peaks: peaks, sampleRate: sound.sampleRate, start: start))
                send(
                    Media.Picture(
                        peaks: peaks, sampleRate: sound.sampleRate, start: start,
                        mel: try MediaPictures.mel(mono, sampleRate: sound.sampleRate)))
            }
        ) { [session] result in
            switch result {
            case .success(let picture): show(&session.state, picture)
            case .failure(let error): session.tell(.error, "no spectrogram: \(error)")
            }
        }
    }
}
