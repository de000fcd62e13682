import AudioFiles
import Foundation
import Signal

/// A sound of a pair: as it is, and as the measures hear it.
public struct PairSound: Sendable {
    public let buffer: AudioBuffer
    /// 24 kHz mono; 0 throughout where there is nothing but dither.
    public let samples: [Float]

    /// Hz.
    static let rate = 24_000.0
    /// What stays below everywhere is the dither of silence: -70 dB.
    private static let silence: Float = 3.2e-4
    /// Seconds.
    private static let shortest = 1.0
    /// Seconds a file may last; memory holds all of a set.
    private static let longest = 900.0

    /// - Throws: what the resampler throws.
    public init(_ buffer: AudioBuffer) throws {
        self.buffer = buffer
        let heard = try Resampler(from: buffer.sampleRate, to: Self.rate).resample(buffer.mono())
        samples =
            heard.contains { abs($0) > Self.silence } ? heard : [Float](repeating: 0, count: heard.count)
    }

    /// - Throws: `AudioFileError`, `PairingError.tooShort`.
    public init(file: URL) throws {
        let buffer = try AudioReader.read(file, longest: Self.longest)
        guard buffer.duration >= Self.shortest else {
            throw PairingError.tooShort(file, seconds: buffer.duration)
        }
        try self.init(buffer)
    }

    /// Of what the measures hear.
    var seconds: Double { Double(samples.count) / Self.rate }

    /// A vocal and an accompaniment at the same RMS, so that the balance of a mix does not decide what is heard in it;
    /// 24 kHz mono.
    static func mix(_ vocal: [Float], _ accompaniment: [Float]) -> [Float] {
        func level(_ samples: [Float]) -> Float {
            let square = samples.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(max(samples.count, 1))
            return Float(square.squareRoot())
        }
        let own = level(accompaniment)
        let gain = own > 0 ? level(vocal) / own : 0
        return zip(vocal, accompaniment).map { $0 + (gain > 0 ? gain : 1) * $1 }
    }
}
