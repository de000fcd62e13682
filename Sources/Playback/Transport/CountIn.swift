import Foundation
import Signal
import Synchronization

/// Plays the clicks before a recording on a thread of its own and tells when its frame 0 is heard.
final class CountIn: Sendable {
    /// Seconds of silence after the last click, so that a device does not stop in the middle of it.
    private static let tail = 0.2

    private struct Moment {
        /// Of frame 0, in seconds of the monotonic clock; nil until sound runs.
        var zero: Double?
        var isCancelled = false
    }

    private let moment = Mutex(Moment())

    /// Without an output that opens, the count-in is silent but takes as long.
    func start(_ clicks: ClickTrack, sampleRate: Double, device: String, open: @escaping OpenOutput) {
        let thread = Thread { [self] in
            let output: any AudioOutput
            do { output = try open(device, sampleRate) } catch { output = NullOutput(sampleRate: sampleRate) }
            play(clicks, through: output)
            output.close()
        }
        thread.name = "count-in"
        thread.start()
    }

    /// Seconds of the monotonic clock at which frame 0 is heard; nil while that is not known.
    var zero: Double? { moment.withLock { $0.zero } }

    func cancel() { moment.withLock { $0.isCancelled = true } }

    private func play(_ clicks: ClickTrack, through output: any AudioOutput) {
        let rate = output.sampleRate
        let metronome = Metronome(sampleRate: rate)
        let block = StereoBlock(frames: Int((Player.blockSeconds * rate).rounded(.up)))
        var interleaved = [Float](repeating: 0, count: 2 * block.left.count)
        var frame = clicks.beats.first?.frame ?? 0
        while frame < Int(Self.tail * rate), !moment.withLock({ $0.isCancelled }) {
            block.left.update(repeating: 0)
            block.right.update(repeating: 0)
            metronome.add(clicks, from: frame, left: block.left, right: block.right)
            interleaved.withUnsafeMutableBufferPointer { block.interleave(into: $0) }
            do {
                try interleaved.withUnsafeBufferPointer { try output.write($0) }
            } catch {
                // The rest is silent: the recording begins when it was told to.
                let rest = Double(-frame) / rate
                return moment.withLock { $0.zero = $0.zero ?? MonotonicClock.now + max(rest, 0) }
            }
            frame += block.left.count
            let zero = MonotonicClock.now + Double(output.delay - frame) / rate
            moment.withLock { $0.zero = zero }
        }
    }
}
