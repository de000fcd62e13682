import Listener
import Recipes
import Signal

/// A take beside what was heard for it and what making it cost, which evaluation asks about.
public struct Accompaniment: Sendable {
    /// In seconds of the song.
    public var take: MadeTake
    /// In the whole recording, in its seconds; its lead sheet is the take's.
    public var heard: Heard
    /// Seconds that the band plays on after the vocal has ended.
    public var tail: Double
    /// Seconds of computing by stage.
    public var stageSeconds: [TakeProgress.Stage: Double]
    /// Seconds of computing of every step of the sampler, in turn, section after section.
    public var stepSeconds: [Double]
    /// Seconds of the take at which sections were joined.
    public var joins: [Double]

    public init(
        take: MadeTake, heard: Heard, tail: Double = 0, stageSeconds: [TakeProgress.Stage: Double] = [:],
        stepSeconds: [Double] = [], joins: [Double] = []
    ) {
        self.take = take
        self.heard = heard
        self.tail = tail
        self.stageSeconds = stageSeconds
        self.stepSeconds = stepSeconds
        self.joins = joins
    }

    /// The take's, by name.
    public var stems: [String: AudioBuffer] { take.stems }

    /// All stems together, mono.
    public var audio: AudioBuffer {
        let parts = stems.sorted { $0.key < $1.key }.map(\.value)
        var sum = parts.first?.mono() ?? []
        for part in parts.dropFirst() {
            for (index, sample) in part.mono().enumerated() { sum[index] += sample }
        }
        return AudioBuffer(sampleRate: parts.first?.sampleRate ?? FastSAGGenerator.sampleRate, mono: sum)
    }
}
