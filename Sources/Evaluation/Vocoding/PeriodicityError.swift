import Foundation
import Listener

/// How far the periodicity of resynthesised sound is from that of the real one, frame by frame of `PitchTracker`: what
/// M. Morrison et al. (CARGAN, ICLR 2022, section 4) measure with CREPE, with YIN's evidence. Means something for one
/// voice at a time.
public struct PeriodicityError: Codable, Sendable, Equatable {
    /// Root mean square difference of `PitchTrack.confidence`, 0...1.
    public var periodicity: Double
    /// Root mean square difference in cents where both are voiced; nil where they never are.
    public var cents: Double?
    /// The F measure of voiced frames; nil where none is.
    public var voicingF1: Double?

    /// - Parameters: 24 kHz mono.
    public init(made: [Float], real: [Float]) {
        self.init(made: PitchTracker().track(made), real: PitchTracker().track(real))
    }

    public init(made: PitchTrack, real: PitchTrack) {
        func rootMeanSquare(_ values: [Double]) -> Double? {
            values.isEmpty ? nil : (values.reduce(0) { $0 + $1 * $1 } / Double(values.count)).squareRoot()
        }
        periodicity = rootMeanSquare(zip(made.confidence, real.confidence).map { Double($0 - $1) }) ?? 0
        cents = rootMeanSquare(
            zip(made.hertz, real.hertz).filter { $0 > 0 && $1 > 0 }.map { 1_200 * log2(Double($0 / $1)) })
        voicingF1 = PitchAgreement(estimate: made.hertz, reference: real.hertz.map { $0 }).voicingF1
    }
}
