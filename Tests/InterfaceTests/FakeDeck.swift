import Interface
import Signal
import Synchronization

/// Remembers what it was told; time passes only when a test says so.
final class FakeDeck: Deck {
    struct Memory: Sendable {
        var state = PlaybackState()
        var plan: MixPlan?
        var countIn: ClickTrack?
        var loop: Range<Int>?
        var click: ClickTrack?
        var resets = 0
        var device: String?
        var struck: [LiveNote] = []
        var staysOpen = false
        var isAway = false
    }

    let memory = Mutex(Memory())

    var state: PlaybackState { memory.withLock { $0.state } }
    var plan: MixPlan? { memory.withLock { $0.plan } }
    var loop: Range<Int>? { memory.withLock { $0.loop } }
    var click: ClickTrack? { memory.withLock { $0.click } }

    func change(_ change: @Sendable (inout Memory) -> Void) { memory.withLock { change(&$0) } }

    func load(_ plan: MixPlan?) { memory.withLock { $0.plan = plan } }
    func play(countIn: ClickTrack?) {
        memory.withLock {
            $0.state.isPlaying = true
            $0.countIn = countIn
        }
    }
    func pause() { memory.withLock { $0.state.isPlaying = false } }
    func seek(to frame: Int) { memory.withLock { $0.state.position = frame } }
    func setLoop(_ frames: Range<Int>?) { memory.withLock { $0.loop = frames } }
    func setClick(_ click: ClickTrack?) { memory.withLock { $0.click = click } }
    func resetMeters() { memory.withLock { $0.resets += 1 } }
    func strike(_ note: LiveNote) { memory.withLock { $0.struck.append(note) } }
    func stayOpen(_ staysOpen: Bool) { memory.withLock { $0.staysOpen = staysOpen } }
    func leave() { memory.withLock { $0.isAway = true } }
    func comeBack() { memory.withLock { $0.isAway = false } }
    func devices() -> [SoundDevice] {
        [.init(name: "default", summary: "the usual"), .init(name: "hw:1,0", summary: "a card")]
    }
    func choose(_ device: String) { memory.withLock { $0.device = device } }
}
