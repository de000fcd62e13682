import Dispatch
import Signal
import Synchronization

/// What a transport and its render thread share: orders one way, a report the other. The lock is held for copying only.
final class TransportLink: Sendable {
    struct Report: Sendable {
        var history = OutputHistory()
        /// What is heard now, by the last look: a frame of the output at a time in seconds.
        var heard = (frame: 0, at: 0.0)
        var sampleRate = Player.initialRate
        /// Where and how playing goes on.
        var playhead = Playhead()
        /// Of the last seek: where it went and from which frame of the output on it is heard.
        var sought: (position: Int, from: Int)?
        /// Frame of the output at which the song ended by itself.
        var end: Int?
        var meters = [StripID: Meter]()
        var master = Meter()
        var xruns = 0
        var output = PlaybackState.Output.closed
        /// Seconds from the last strike until its first block was with the device.
        var strikeDelay: Double?
    }

    struct Shared: Sendable {
        var orders = TransportRequests()
        var report = Report()
        /// Whether playing was asked for and has not ended.
        var isPlaying = false
        /// Mixes to be freed by whoever asks next, so that the render thread need not.
        var retired = [MixRenderer]()
        var isRunning = false
    }

    let shared = Mutex(Shared())
    /// Signalled with every order.
    let wake = DispatchSemaphore(value: 0)
    let open: OpenOutput
    /// Seconds of silence after which the device is closed.
    let idleLimit: Double

    init(open: @escaping OpenOutput, idleLimit: Double) {
        self.open = open
        self.idleLimit = idleLimit
    }
}
