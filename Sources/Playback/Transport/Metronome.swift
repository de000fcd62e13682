import Glibc
import Signal

/// The sound of a click track: short decaying tones, the downbeat's higher. Like the mix, each sample depends on its frame
/// alone.
package struct Metronome: Sendable {
    private static let seconds = 0.03
    /// Hertz: A6, and the E below.
    private static let downbeatPitch = 1760.0
    private static let beatPitch = 1318.5
    private static let amplitude = 0.4
    /// Seconds in which the tone falls to 1/e; the last tenth of the click is faded to nothing.
    private static let decay = 0.006

    private let downbeat: [Float]
    private let beat: [Float]

    /// - Parameter sampleRate: hertz.
    package init(sampleRate: Double) {
        func tone(_ pitch: Double) -> [Float] {
            let count = Int(Self.seconds * sampleRate)
            return (0..<count).map { index in
                let time = Double(index) / sampleRate
                let fade = min(Double(count - index) / (0.1 * Double(count)), 1)
                return Float(Self.amplitude * fade * exp(-time / Self.decay) * sin(2 * .pi * pitch * time))
            }
        }
        downbeat = tone(Self.downbeatPitch)
        beat = tone(Self.beatPitch)
    }

    /// Frames that a click lasts.
    package var clickFrames: Int { beat.count }

    /// Adds the clicks that sound at `frame` of the track's time and after it to both channels.
    package func add(
        _ track: ClickTrack, from frame: Int, left: UnsafeMutableBufferPointer<Float>,
        right: UnsafeMutableBufferPointer<Float>
    ) {
        let end = frame + left.count
        var index = track.firstBeat(from: frame - clickFrames + 1)
        while index < track.beats.count, track.beats[index].frame < end {
            let click = track.beats[index]
            let sound = click.isDownbeat ? downbeat : beat
            for position in max(click.frame, frame)..<min(click.frame + sound.count, end) {
                left[position - frame] += sound[position - click.frame]
                right[position - frame] += sound[position - click.frame]
            }
            index += 1
        }
    }
}

extension ClickTrack {
    /// The first beat at the frame or after it.
    fileprivate func firstBeat(from frame: Int) -> Int {
        var range = 0..<beats.count
        while !range.isEmpty {
            let middle = (range.lowerBound + range.upperBound) / 2
            range = beats[middle].frame < frame ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return range.lowerBound
    }
}
