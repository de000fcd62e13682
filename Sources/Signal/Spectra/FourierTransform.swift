import CKissFFT
import Synchronization

/// The discrete Fourier transform of real signals of one even length, over kiss_fftr.
///
/// forward: X[k] = sum_n x[n] exp(-2 pi i k n / N), k in 0...N/2. inverse divides by N, so it undoes forward.
///
/// Threads: an instance may be shared, since its one plan (whose scratch memory kiss_fftr writes) stands behind a
/// lock; calls on one instance then take turns. For parallel speed give each thread its own instance.
/// Copies of an instance share its plan.
public struct FourierTransform: Sendable {
    /// N, samples.
    public let length: Int
    /// N / 2 + 1.
    public var bins: Int { length / 2 + 1 }

    private let plan: Plan

    /// - Precondition: the length is even and positive. Products of 2, 3 and 5 are fast.
    public init(length: Int) {
        precondition(length > 0 && length % 2 == 0, "a real transform needs an even, positive length, not \(length)")
        self.length = length
        plan = Plan(length: length)
    }

    /// - Parameter samples: N values.
    public func forward(_ samples: [Float]) -> (real: [Float], imaginary: [Float]) {
        precondition(samples.count == length, "\(samples.count) samples for a transform of \(length)")
        var real = [Float](repeating: 0, count: bins)
        var imaginary = real
        withPlan { plan in
            for index in 0..<length { plan.time[index] = samples[index] }
            plan.forward()
            for bin in 0..<bins {
                real[bin] = plan.frequency[bin].r
                imaginary[bin] = plan.frequency[bin].i
            }
        }
        return (real, imaginary)
    }

    /// - Parameters: N / 2 + 1 values each; the imaginary parts of the first and the last are taken as 0.
    public func inverse(real: [Float], imaginary: [Float]) -> [Float] {
        precondition(real.count == bins && imaginary.count == bins, "an inverse of \(length) needs \(bins) bins")
        return withPlan { plan in
            for bin in 0..<bins { plan.frequency[bin] = kiss_fft_cpx(r: real[bin], i: imaginary[bin]) }
            plan.inverse()
            return Array(UnsafeBufferPointer(start: plan.time, count: length))
        }
    }

    /// Holds the lock for a run of transforms, so that a spectrogram takes it once.
    func withPlan<Result>(_ body: (PlanAccess) -> Result) -> Result {
        plan.lock.withLock { _ in body(PlanAccess(plan)) }
    }

    /// The plan's memory while its lock is held: never to outlive the closure it is given to. `time` has N samples, `frequency` N / 2 + 1 values.
    struct PlanAccess {
        private let plan: Plan
        let time: UnsafeMutablePointer<Float>
        let frequency: UnsafeMutablePointer<kiss_fft_cpx>

        fileprivate init(_ plan: Plan) {
            self.plan = plan
            time = plan.time
            frequency = plan.frequency
        }

        /// time -> frequency.
        func forward() { kiss_fftr(plan.forward, time, frequency) }

        /// frequency -> time, divided by N.
        func inverse() {
            frequency[0].i = 0
            frequency[plan.length / 2].i = 0
            kiss_fftri(plan.backward, frequency, time)
            let scale = 1 / Float(plan.length)
            for index in 0..<plan.length { time[index] *= scale }
        }
    }

    /// Unchecked: every use of the pointers happens under `lock`.
    fileprivate final class Plan: @unchecked Sendable {
        let lock = Mutex<Void>(())
        let length: Int
        let forward: kiss_fftr_cfg
        let backward: kiss_fftr_cfg
        let time: UnsafeMutablePointer<Float>
        let frequency: UnsafeMutablePointer<kiss_fft_cpx>

        init(length: Int) {
            guard let forward = kiss_fftr_alloc(Int32(length), 0, nil, nil),
                let backward = kiss_fftr_alloc(Int32(length), 1, nil, nil)
            else { fatalError("out of memory for a Fourier transform of \(length)") }
            self.length = length
            self.forward = forward
            self.backward = backward
            time = .allocate(capacity: length)
            time.initialize(repeating: 0, count: length)
            frequency = .allocate(capacity: length / 2 + 1)
            frequency.initialize(repeating: kiss_fft_cpx(r: 0, i: 0), count: length / 2 + 1)
        }

        deinit {
            free(UnsafeMutableRawPointer(forward))
            free(UnsafeMutableRawPointer(backward))
            time.deallocate()
            frequency.deallocate()
        }
    }
}
