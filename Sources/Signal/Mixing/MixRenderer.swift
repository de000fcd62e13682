/// Renders a plan to stereo. Each sample is a function of the plan and of its frame alone: any frames may be asked for,
/// in any order and in blocks of any size, and come out bit for bit the same. So playback and export hear the same mix.
///
/// - Strips: gain and trim in dB; constant-power balance with unity at the centre (a side gains up to 3 dB); any soloed
///   strip silences those that are not, the vocal's too; mute goes before solo.
/// - Master: gain, then the true-peak limiter if the plan has a ceiling.
///
/// A track at 0 dB, centred and alone, passes through untouched. Outside the song there is silence.
/// Rendering allocates nothing; a renderer belongs to one thread at a time.
public struct MixRenderer: Sendable {
    public let plan: MixPlan
    private let sum: StripSum
    private var limiter: TruePeakLimiter?

    public init(_ plan: MixPlan) {
        self.plan = plan
        sum = StripSum(plan)
        limiter = plan.master.limiterCeiling.map { TruePeakLimiter(ceiling: $0, sampleRate: plan.sampleRate) }
    }

    /// Writes the frames from `frame` on, as many as the buffers hold.
    /// - Precondition: both buffers are of one length.
    public mutating func render(
        from frame: Int, left: UnsafeMutableBufferPointer<Float>, right: UnsafeMutableBufferPointer<Float>
    ) {
        precondition(left.count == right.count, "the channels differ in length")
        guard limiter != nil else { return sum.write(from: frame, left: left, right: right) }
        let sum = sum
        limiter?.render(from: frame, left: left, right: right) { first, left, right in
            sum.write(from: first, left: left, right: right)
        }
    }

    /// The frames as a stereo buffer of their own.
    public mutating func render(_ frames: Range<Int>) -> AudioBuffer {
        var left = [Float](repeating: 0, count: frames.count)
        var right = left
        left.withUnsafeMutableBufferPointer { left in
            right.withUnsafeMutableBufferPointer { right in
                render(from: frames.lowerBound, left: left, right: right)
            }
        }
        return AudioBuffer(sampleRate: plan.sampleRate, channels: [left, right])
    }

    /// A track's largest magnitudes within the frames as it enters the sum (after gain, pan, mute and solo).
    public func peak(ofTrack index: Int, in frames: Range<Int>) -> StereoPeak { sum.peak(ofTrack: index, in: frames) }
}
