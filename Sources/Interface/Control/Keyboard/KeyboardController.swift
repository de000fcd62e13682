import Foundation
import Music
import Signal
import Songs

/// The letters as piano keys. Terminals tell of keys that go down and not of those that come up, so a note has a length of
/// its own. All notes are made when the keys open: striking one only hands its sound on.
final class KeyboardController: Controller {
    /// What piano keys sound.
    private var keySounds = KeySounds()
    private var keyPreparation: Cancellation?
    /// The keyboard as it was left.
    private var keyboardBefore = PianoKeys()
    /// Which piano key was struck last, and when it last said so: a key that is held repeats.
    private var lastKey: (pitch: Int, time: ContinuousClock.Instant)?
    /// Whether the next key goes on with what was played; otherwise it begins anew.
    private var isPassOpen = false
    /// In which the keys' notes are made.
    var tuning: Tuning { keySounds.tuning }
    /// The time at which keys are struck.
    var clock: () -> ContinuousClock.Instant = { .now }

    /// Hertz, where no song says another rate.
    private static let usualRate = 48_000.0
    /// A key that comes again so soon is held down: no finger repeats that quickly, terminals do.
    private static let repetition = Duration.milliseconds(60)
    /// Keys struck within this time are shown as one chord.
    private static let chordTime = Duration.milliseconds(120)
    /// Keys whose notes are made together.
    private static let keysAtATime = 8
    /// Seconds before the song's beginning at which a first note may be struck.
    private static let early = 0.1

    func openKeyboard() {
        guard guide != nil else { return tell(.warning, "this program has no instruments") }
        state.keyboard = keyboardBefore
        isPassOpen = false
        deck.stayOpen(true)
        tell(.info, "piano keys: the notes are being made")
        prepareKeys()
    }

    func closeKeyboard() {
        guard var keyboard = state.keyboard else { return }
        keyboard.lit = []
        keyboardBefore = keyboard
        state.keyboard = nil
        keyPreparation?.cancel()
        deck.stayOpen(false)
    }

    func moveKeyboard(octaves: Int) {
        guard state.keyboard?.move(octaves: octaves) ?? false else {
            return tell(.warning, "there are no keys \(octaves < 0 ? "below" : "above") these")
        }
        prepareKeys()
    }

    func stepDynamic(by steps: Int) {
        guard let keyboard = state.keyboard else { return }
        guard let dynamic = keyboard.touch.dynamic.stepped(by: steps) else {
            return tell(.warning, "keys can't be struck \(steps < 0 ? "softer" : "harder") than that")
        }
        state.keyboard?.touch.dynamic = dynamic
        prepareKeys()
    }

    func toggleSustain() {
        state.keyboard?.touch.isSustained.toggle()
        prepareKeys()
    }

    /// Has the notes of the keyboard made that are not there yet, those in the middle first. Until all of another touch
    /// are made, those from before sound.
    func prepareKeys() {
        keyPreparation?.cancel()
        guard let guide, let keyboard = state.keyboard else { return }
        let cancellation = Cancellation()
        keyPreparation = cancellation
        let (wanted, known, rate) = (state.instrument, keySounds, state.sampleRate ?? Self.usualRate)
        let tuning = state.song.tuning
        session.background(
            on: workers.guide, isOfSong: false,
            sending: { send in
                let instrument = try GuideController.instrument(wanted, of: guide)
                var made = KeySounds(instrument: instrument, sampleRate: rate, touch: keyboard.touch, tuning: tuning)
                let waits = known.plays(made) && known.touch != made.touch
                if known.plays(made), !waits { made.sounds = known.sounds }
                var missing = keyboard.pitches.filter { made.sounds[$0] == nil }[...]
                missing.sort { abs($0 - keyboard.middle) < abs($1 - keyboard.middle) }
                while !missing.isEmpty {
                    if cancellation.isCancelled { return }
                    let some = Array(missing.prefix(Self.keysAtATime))
                    missing.removeFirst(some.count)
                    let sounds = try guide.keys(some, instrument: instrument, touch: keyboard.touch, tuning: tuning)
                    for (pitch, sound) in sounds { made.sounds[pitch] = try Resampler.resample(sound, to: rate) }
                    guard !waits, !missing.isEmpty else { continue }
                    send((made, isLast: false))
                }
                send((made, isLast: true))
            }
        ) { [self] (result: Result<(KeySounds, isLast: Bool), any Error>) in
            guard !cancellation.isCancelled else { return }
            switch result {
            case .success(let (sounds, isLast)): if isLast { use(sounds) } else { keySounds = sounds }
            case .failure(let error):
                closeKeyboard()
                tell(.error, "\(error)")
            }
        }
    }

    private func use(_ sounds: KeySounds) {
        keySounds = sounds
        guard let keyboard = state.keyboard else { return }
        let names = [keyboard.pitches.first, keyboard.pitches.last].compactMap(\.self).map(PianoKeys.name)
        let touch = "\(sounds.touch.dynamic.sign)\(sounds.touch.isSustained ? ", sustained" : "")"
        tell(.info, "\(sounds.instrument): the letter rows play \(names.joined(separator: " to ")), \(touch)")
    }

    /// Sounds the key of a letter.
    func strike(_ letter: String) {
        guard let pitch = letter.first.flatMap({ state.keyboard?.pitch(of: $0) }), !isHeld(pitch) else { return }
        guard let sound = keySounds.sounds[pitch] else {
            return tell(
                .warning,
                keySounds.sounds.isEmpty
                    ? "the notes are still being made" : "\(keySounds.instrument) can't play \(PianoKeys.name(pitch))")
        }
        // as the strip of what is played and the master are turned
        let song = state.song
        let trim = song.keysTrim(vocalChannels: sounds.vocal?.channelCount ?? 1)
        let gain = trim + (song.lane(of: .played)?.strip.gain ?? 0) + song.master.gain
        deck.strike(LiveNote(key: pitch, audio: sound, gain: Float(pow(10, gain / 20))))
        remember(pitch)
    }

    /// Whether a key only says that it is still down; lights those that are struck.
    private func isHeld(_ pitch: Int) -> Bool {
        let now = clock()
        let before = lastKey
        lastKey = (pitch, now)
        let since = before.map { now - $0.time }
        if let since, before?.pitch == pitch, since < Self.repetition { return true }
        let isChord = since.map { $0 < Self.chordTime } ?? false
        let chord = isChord ? state.keyboard?.lit ?? [] : []
        state.keyboard?.lit = chord.union([pitch])
        return false
    }

    // MARK: What is played over the song

    /// Takes down a note that is struck while the song plays.
    private func remember(_ pitch: Int) {
        guard let rate = state.sampleRate else { return }
        workstation.playback.refreshDeck()
        let time = Double(state.deck.position) / rate
        guard state.deck.isPlaying, !state.deck.isCountingIn, time > -Self.early, time < state.songDuration else {
            return
        }
        let note = Note(
            start: max(time, 0), duration: keySounds.touch.seconds, pitch: pitch,
            velocity: keySounds.touch.dynamic.velocity)
        var pass = state.song.pass ?? KeyPass(instrument: keySounds.instrument)
        if !isPassOpen || pass.instrument != keySounds.instrument || !pass.goesOn(at: note.start) {
            if !pass.notes.isEmpty { state.earlierPass = pass }
            pass = KeyPass(instrument: keySounds.instrument)
        }
        pass.strike(note)
        update { $0.pass = pass }
        isPassOpen = true
    }

    /// Changes what was played last for what was played before that, and back.
    func returnToEarlierPass() {
        guard let earlier = state.earlierPass else { return }
        state.earlierPass = state.song.pass
        update { $0.pass = earlier }
        isPassOpen = false
        let start = Formats.duration(earlier.span?.lowerBound ?? 0)
        tell(.info, "\(earlier.notes.count == 1 ? "1 note" : "\(earlier.notes.count) notes") from \(start) can be kept")
    }

    /// Makes what was played last a strip of the mixer.
    /// - Parameter replaces: instead of what was kept before; otherwise over it.
    func keepPass(replacing replaces: Bool) {
        guard let pass = state.song.pass else { return }
        isPassOpen = false
        let lane = state.song.lane(of: .played)
        let before = replaces ? [] : lane?.guide?.passes ?? []
        workstation.guides.playGuide(.played, in: lane, by: pass.instrument) { _, _ in before + [pass] }
    }
}

extension PianoKeys {
    /// "C4" is middle C.
    static func name(_ pitch: Int) -> String { "\(PitchClass(pitch))\(pitch / 12 - 1)" }
}

/// The notes of piano keys, ready to be struck.
struct KeySounds: Sendable {
    var instrument = ""
    /// Hertz.
    var sampleRate = 0.0
    var touch = PianoKeys.Touch()
    var tuning = Tuning.standard
    /// By MIDI pitch.
    var sounds: [Int: AudioBuffer] = [:]

    /// Whether it is the same instrument, whatever its touch.
    func plays(_ other: KeySounds) -> Bool {
        instrument == other.instrument && sampleRate == other.sampleRate
            && tuning.bandRatio == other.tuning.bandRatio
    }
}
