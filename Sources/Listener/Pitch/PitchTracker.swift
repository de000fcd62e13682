import Foundation
import Signal

/// Tracks the pitch of a single voice: probabilistic YIN.
///
/// M. Mauch and S. Dixon, "pYIN: a fundamental frequency estimator using probabilistic threshold distributions",
/// ICASSP 2014. Stage 1: candidates of YIN under a Beta(2, 18) distribution of thresholds. Stage 2: a hidden Markov
/// model over pitch bins, each voiced or unvoiced, decoded by Viterbi. Then pitch is moved to the frames' centres
/// (`PitchAlignment`) and quiet ends are cut off (`VoicedLevel`).
public struct PitchTracker: Sendable {
    /// Hz.
    public static let sampleRate: Double = 24_000
    /// Samples from frame to frame, the Mel front end's hop.
    public static let hop = 256
    /// Hz.
    public static let range: ClosedRange<Double> = 60...1_100

    /// Samples compared with their shifted copy: two and a half periods of the lowest pitch. Longer ones smooth vibrato
    /// and glides away, shorter ones tremble where a voice is breathy.
    private let window = 1_024
    private let decoder = PitchDecoder(range: PitchTracker.range)

    public init() {}

    /// The pitch of 24 kHz mono samples; `samples.count / 256` frames, as many as `MelFrontEnd` gives.
    public func track(_ samples: [Float]) -> PitchTrack {
        let rate = PitchTracker.sampleRate
        let hop = PitchTracker.hop
        let frames = samples.count / hop
        // One lag beyond the range on either side, so that a trough at the edge still is a local minimum.
        let maximumLag = Int((rate / PitchTracker.range.lowerBound).rounded(.up)) + 1
        var difference = YinDifference(window: window, maximumLag: maximumLag)
        let minimumLag = Int(rate / PitchTracker.range.upperBound)
        var candidates: [[PitchCandidate]] = []
        candidates.reserveCapacity(frames)
        for frame in 0..<frames {
            let centre = frame * hop + hop / 2
            difference.compute(samples, start: centre - difference.span / 2)
            candidates.append(
                PitchCandidate.find(in: difference.values, minimumLag: minimumLag, sampleRate: rate))
        }
        var hertz = PitchAlignment(longestPeriod: Double(maximumLag)).aligned(decoder.decode(candidates))
        VoicedLevel().silence(&hertz, samples: samples)
        return PitchTrack(
            hopSeconds: Double(hop) / rate, hertz: hertz,
            confidence: candidates.map { min($0.reduce(0) { $0 + $1.probability }, 1) },
            energy: PitchTracker.energy(samples, frames: frames))
    }

    /// RMS in dB of the Mel front end's frames: samples 256 n - 384 ..< 256 n + 640.
    static func energy(_ samples: [Float], frames: Int) -> [Float] {
        // Sums of squares a hop, so that every sample is squared once; a frame begins and ends in the middle of a hop.
        let half = hop / 2
        let blocks = (samples.count + half - 1) / half
        var sums = [Double](repeating: 0, count: blocks)
        for (index, sample) in samples.enumerated() { sums[index / half] += Double(sample * sample) }
        return (0..<frames).map { frame in
            let first = max(2 * frame - 3, 0)
            let last = min(2 * frame + 5, blocks)
            let power = sums[first..<max(last, first)].reduce(0, +) / 1_024
            return max(Float(10 * log10(power + 1e-20)), PitchTrack.silence)
        }
    }
}
