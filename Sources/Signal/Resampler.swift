import CSoxr
import Glibc

/// Why a signal could not be resampled.
public enum ResamplerError: Error, Equatable, CustomStringConvertible {
    case invalidRate(from: Double, to: Double)
    case failed(from: Double, to: Double, reason: String)

    public var description: String {
        switch self {
        case .invalidRate(let from, let to):
            "cannot resample from \(from) Hz to \(to) Hz: both rates must be positive, finite numbers of hertz"
        case .failed(let from, let to, let reason):
            "resampling from \(from) Hz to \(to) Hz failed in libsoxr: \(reason)"
        }
    }
}

/// Changes the sample rate with libsoxr's linear-phase filters; the result is aligned with the input in time.
public struct Resampler: Sendable {
    public enum Quality: Sendable {
        /// 20 bit precision.
        case high
        /// 28 bit precision.
        case veryHigh

        fileprivate var recipe: UInt { self == .high ? UInt(SOXR_HQ) : UInt(SOXR_VHQ) }
    }

    /// Hertz.
    public let inputRate: Double
    /// Hertz.
    public let outputRate: Double
    public let quality: Quality

    /// - Throws: `ResamplerError.invalidRate`.
    public init(from inputRate: Double, to outputRate: Double, quality: Quality = .veryHigh) throws {
        guard inputRate > 0, outputRate > 0, inputRate.isFinite, outputRate.isFinite else {
            throw ResamplerError.invalidRate(from: inputRate, to: outputRate)
        }
        self.inputRate = inputRate
        self.outputRate = outputRate
        self.quality = quality
    }

    /// Samples that so many input samples become: n * output rate / input rate, rounded up as librosa.resample does.
    public func outputLength(_ inputLength: Int) -> Int {
        Int((Double(inputLength) * outputRate / inputRate).rounded(.up))
    }

    /// - Returns: exactly `outputLength(samples.count)` samples.
    public func resample(_ samples: [Float]) throws -> [Float] {
        var output = [Float]()
        output.reserveCapacity(outputLength(samples.count))
        let stream = try ResamplingStream(self)
        try samples.withUnsafeBufferPointer { try stream.push($0, into: &output) }
        try stream.finish(into: &output)
        return output
    }

    /// Every channel of the buffer at the wanted rate.
    public static func resample(
        _ buffer: AudioBuffer, to rate: Double, quality: Quality = .veryHigh
    ) throws -> AudioBuffer {
        let resampler = try Resampler(from: buffer.sampleRate, to: rate, quality: quality)
        return AudioBuffer(sampleRate: rate, channels: try buffer.channels.map { try resampler.resample($0) })
    }
}

/// One channel resampled block by block, for files too long to hold at their own rate. Not for several threads.
public final class ResamplingStream {
    private let resampler: Resampler
    /// nil when the rates are equal: samples pass unchanged.
    private let state: soxr_t?
    private var inputLength = 0
    private var produced = 0
    private var block = [Float](repeating: 0, count: 8192)

    public init(_ resampler: Resampler) throws {
        self.resampler = resampler
        guard resampler.inputRate != resampler.outputRate else {
            state = nil
            return
        }
        var quality = soxr_quality_spec(resampler.quality.recipe, 0)
        var message: soxr_error_t?
        guard
            let state = soxr_create(
                resampler.inputRate, resampler.outputRate, 1, &message, nil, &quality, nil), message == nil
        else {
            throw ResamplerError.failed(
                from: resampler.inputRate, to: resampler.outputRate,
                reason: message.map { String(cString: $0) } ?? "out of memory")
        }
        self.state = state
    }

    deinit {
        if let state { soxr_delete(state) }
    }

    /// Appends what is ready to the output; the filter holds some samples back.
    public func push(_ samples: UnsafeBufferPointer<Float>, into output: inout [Float]) throws {
        inputLength += samples.count
        guard state != nil else {
            output.append(contentsOf: samples)
            produced += samples.count
            return
        }
        var consumed = 0
        while consumed < samples.count {
            let rest = UnsafeBufferPointer(rebasing: samples[consumed...])
            consumed += try process(rest.baseAddress, count: rest.count, into: &output).consumed
        }
    }

    /// Appends what the filter still holds, so that all appended samples together are exactly as many as
    /// `Resampler.outputLength` says. Nothing may be pushed afterwards.
    public func finish(into output: inout [Float]) throws {
        guard state != nil else { return }
        let wanted = resampler.outputLength(inputLength)
        // libsoxr rounds the length to the nearest; a little silence lets it answer for the last fraction as well.
        let tail = [Float](repeating: 0, count: Int((resampler.inputRate / resampler.outputRate).rounded(.up)) + 1)
        var consumed = 0
        while consumed < tail.count {
            consumed += try tail[consumed...].withUnsafeBufferPointer {
                try process($0.baseAddress, count: $0.count, into: &output).consumed
            }
        }
        while try process(nil, count: 0, into: &output).produced > 0 {}
        if produced > wanted {
            output.removeLast(produced - wanted)
        } else {
            output.append(contentsOf: repeatElement(0, count: wanted - produced))
        }
        produced = wanted
    }

    private func process(
        _ input: UnsafePointer<Float>?, count: Int, into output: inout [Float]
    ) throws -> (consumed: Int, produced: Int) {
        var consumed = 0
        var made = 0
        if let message = soxr_process(state, input, count, &consumed, &block, block.count, &made) {
            throw ResamplerError.failed(
                from: resampler.inputRate, to: resampler.outputRate, reason: String(cString: message))
        }
        output.append(contentsOf: block[..<made])
        produced += made
        return (consumed, made)
    }
}
