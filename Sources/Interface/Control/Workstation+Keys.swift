import Foundation
import Music
import Signal

/// The letters as piano keys. Terminals tell of keys that go down and not of those that come up, so a note has a length of
/// its own. All notes are made when the keys open: striking one only hands its sound on.
extension Workstation {
    /// Seconds that a key sounds.
    private static let keySeconds = 1.5
    /// Hertz, where no song says another rate.
    private static let usualRate = 48_000.0

    func openKeyboard() {
        guard guide != nil else { return tell(.warning, "this program has no instruments") }
        state.keyboard = PianoKeys()
        deck.stayOpen(true)
        tell(.info, "piano keys: the notes are being made")
        prepareKeys()
    }

    func closeKeyboard() {
        guard state.keyboard != nil else { return }
        state.keyboard = nil
        deck.stayOpen(false)
    }

    func moveKeyboard(octaves: Int) {
        guard state.keyboard?.move(octaves: octaves) ?? false else {
            return tell(.warning, "there are no keys \(octaves < 0 ? "below" : "above") these")
        }
        prepareKeys()
    }

    /// Has the notes of the keyboard made that are not there yet.
    private func prepareKeys() {
        guard let guide, let keyboard = state.keyboard else { return }
        let (inbox, wanted, known, rate) = (inbox, state.instrument, keySounds, state.sampleRate ?? Self.usualRate)
        workers.guide {
            let result = Result {
                let instrument = try Self.instrument(wanted, of: guide)
                let there = known.instrument == instrument && known.sampleRate == rate ? known.sounds : [:]
                let missing = keyboard.pitches.filter { there[$0] == nil }
                let made =
                    missing.isEmpty
                    ? [:] : try guide.keys(missing, instrument: instrument, seconds: Self.keySeconds)
                let sounds = try made.mapValues { try Resampler.resample($0, to: rate) }
                return KeySounds(
                    instrument: instrument, sampleRate: rate, sounds: there.merging(sounds) { _, new in new })
            }
            inbox.post { $0.got(result, for: keyboard) }
        }
    }

    private func got(_ result: Result<KeySounds, any Error>, for keyboard: PianoKeys) {
        // who has left or moved meanwhile waits for another answer
        guard state.keyboard == keyboard else { return }
        switch result {
        case .success(let sounds):
            keySounds = sounds
            let names = [keyboard.pitches.first, keyboard.pitches.last].compactMap(\.self).map(Self.name)
            tell(.info, "\(sounds.instrument): the letter rows play \(names.joined(separator: " to "))")
        case .failure(let error):
            closeKeyboard()
            tell(.error, "\(error)")
        }
    }

    /// "C4" is middle C.
    private static func name(_ pitch: Int) -> String { "\(PitchClass(pitch))\(pitch / 12 - 1)" }

    /// Sounds the key of a letter.
    func strike(_ letter: String) {
        guard let pitch = letter.first.flatMap({ state.keyboard?.pitch(of: $0) }) else { return }
        guard let sound = keySounds.sounds[pitch] else {
            return tell(
                .warning,
                keySounds.sounds.isEmpty
                    ? "the notes are still being made" : "\(keySounds.instrument) can't play \(Self.name(pitch))")
        }
        // as loud beside the vocal as the mix is turned
        let gain = pow(10, state.song.mixer.master.gain / 20)
        deck.strike(LiveNote(key: pitch, audio: sound, gain: Float(gain)))
    }
}

/// The notes of piano keys, ready to be struck.
struct KeySounds: Sendable {
    var instrument = ""
    /// Hertz.
    var sampleRate = 0.0
    /// By MIDI pitch.
    var sounds: [Int: AudioBuffer] = [:]
}
