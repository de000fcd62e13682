import Interface
import Playback
import Signal

/// Playback for the screen: a `Transport`, which it names its own way.
struct TransportDeck: Deck {
    private let transport: Transport

    /// - Parameter device: what is played through until another is chosen; nil is the system's default.
    init(device: String?) { transport = Transport(device: device ?? AudioDevice.defaultName) }

    var state: DeckState {
        let transport = transport.state
        var state = DeckState()
        state.isPlaying = transport.isPlaying
        state.isCountingIn = transport.isCountingIn
        state.position = transport.position
        state.levels = transport.levels.mapValues { DeckState.Level($0) }
        state.master = DeckState.Level(transport.master)
        state.xruns = transport.xruns
        state.output =
            switch transport.output {
            case .closed: .closed
            case .open(let name): .open(name)
            case .silent(let reason): .silent(reason: reason)
            }
        return state
    }

    func load(_ plan: MixPlan?) { transport.load(plan) }
    func play(countIn: ClickTrack?) { transport.play(countIn: countIn) }
    func pause() { transport.pause() }
    func seek(to frame: Int) { transport.seek(to: frame) }
    func setLoop(_ frames: Range<Int>?) { transport.setLoop(frames) }
    func setClick(_ click: ClickTrack?) { transport.setClick(click) }
    func resetMeters() { transport.resetMeters() }
    func strike(_ note: LiveNote) { transport.strike(note) }
    func stayOpen(_ staysOpen: Bool) { transport.stayOpen(staysOpen) }
    /// Seconds from the last strike until its first block was with the device; nil before the first.
    var strikeDelay: Double? { transport.state.strikeDelay }
    func devices() -> [SoundDevice] { Transport.devices().map { SoundDevice($0) } }
    func choose(_ device: String) { transport.choose(device) }
}

extension DeckState.Level {
    init(_ level: Playback.Level) {
        self.init(left: level.peak.left, right: level.peak.right, held: level.held, hasClipped: level.hasClipped)
    }
}

extension SoundDevice {
    init(_ device: AudioDevice) { self.init(name: device.name, summary: device.summary) }
}
