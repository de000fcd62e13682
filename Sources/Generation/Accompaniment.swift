import Listener
import Recipes
import Signal

/// An accompaniment and what it was made from.
public struct Accompaniment: Sendable {
    /// By the names that the system's description gives, all of one rate and as long as the vocal, or longer by pre-roll and tail.
    public var stems: [String: AudioBuffer]
    /// In seconds of the vocal; its lead sheet has the bars of pre-roll and tail too.
    public var heard: Heard
    /// Seconds that the band plays before the vocal begins, and after it has ended.
    public var lead: Double
    public var tail: Double
    /// Seconds of computing by stage.
    public var stageSeconds: [TakeProgress.Stage: Double]
    /// Seconds of computing of every step of the sampler, in turn, section after section.
    public var stepSeconds: [Double]
    /// Seconds of the take at which sections were joined.
    public var joins: [Double]

    public init(
        stems: [String: AudioBuffer], heard: Heard, lead: Double = 0, tail: Double = 0,
        stageSeconds: [TakeProgress.Stage: Double] = [:],
        stepSeconds: [Double] = [], joins: [Double] = []
    ) {
        self.stems = stems
        self.heard = heard
        self.lead = lead
        self.tail = tail
        self.stageSeconds = stageSeconds
        self.stepSeconds = stepSeconds
        self.joins = joins
    }

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
