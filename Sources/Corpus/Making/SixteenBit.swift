import Foundation
import Signal

/// Samples as a 16 bit file keeps them: little-endian, full scale 32768.
enum SixteenBit {
    private static let scale: Float = 32_768

    private static func steps(_ sample: Float) -> Int16 {
        Int16(min(max((sample * scale).rounded(), -scale), scale - 1))
    }

    /// The nearest samples that 16 bits hold.
    static func rounded(_ samples: [Float]) -> [Float] { samples.map { Float(steps($0)) / scale } }

    static func append(_ samples: [Float], to data: inout Data) {
        let values = samples.map { steps($0).littleEndian }
        values.withUnsafeBytes { data.append(contentsOf: $0) }
    }

    /// - Parameter bytes: two for every sample.
    static func samples(_ bytes: UnsafeRawBufferPointer) -> [Float] {
        let count = bytes.count / 2
        return [Float](unsafeUninitializedCapacity: count) { buffer, filled in
            for index in 0..<count {
                let value = Int16(littleEndian: bytes.loadUnaligned(fromByteOffset: 2 * index, as: Int16.self))
                buffer[index] = Float(value) / scale
            }
            filled = count
        }
    }
}
