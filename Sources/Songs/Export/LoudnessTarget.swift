import Foundation
import Signal

/// The gain that brings a mix to a loudness.
struct LoudnessTarget {
    /// dB, on the master.
    let gain: Double
    let notices: [String]

    /// LU: nearer than this is there.
    private static let tolerance = 0.05
    /// A limiter that turns peaks down takes loudness away; each round gives back what is missing.
    private static let rounds = 6

    /// - Parameter wanted: LUFS; nil leaves the mix as it is.
    /// - Throws: `ExportError.tooQuiet`, `LoudnessError`, and what `progress` throws.
    init(_ wanted: Double?, plan: MixPlan, frames: Range<Int>, progress: (Double) throws -> Void) throws {
        guard let wanted else {
            (gain, notices) = (0, [])
            return
        }
        var plan = plan
        let original = plan.master.gain
        var reached = 0.0
        for round in 0..<Self.rounds {
            let audio = try plan.render(frames) { try progress((Double(round) + $0) / Double(Self.rounds)) }
            guard let loudness = try Loudness(of: audio).integrated else { throw ExportError.tooQuiet }
            reached = loudness
            if abs(wanted - loudness) < Self.tolerance { break }
            guard round + 1 < Self.rounds else { break }
            plan.master.gain += wanted - loudness
        }
        gain = plan.master.gain - original
        let isThere = abs(wanted - reached) < Self.tolerance
        notices =
            isThere
            ? []
            : [
                String(
                    format: "the mix came to %.1f LUFS instead of %.1f: the limiter holds it; raise its ceiling",
                    reached,
                    wanted)
            ]
    }
}
