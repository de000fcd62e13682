import Foundation
import Tensors
import Testing

@Suite struct Float16BitsTests {
    /// What the writer stores for these values.
    private func stored(_ values: [Float]) throws -> [UInt16] {
        try withFolder { folder in
            let url = folder.appendingPathComponent("h")
            try CheckpointWriter.write([("h", Tensor(values))], as: .float16, to: url)
            let bytes = Array(try Data(contentsOf: url).suffix(values.count * 2))
            return (0..<values.count).map { UInt16(bytes[2 * $0]) | UInt16(bytes[2 * $0 + 1]) << 8 }
        }
    }

    /// IEEE 754 binary16: 1 + 5 + 10 bits, rounded to nearest, ties to even.
    @Test func valuesKnownFromTheStandard() throws {
        let cases: [(Float, UInt16)] = [
            (0, 0x0000), (-0.0, 0x8000), (1, 0x3C00), (-2, 0xC000), (65504, 0x7BFF),
            (65519.996, 0x7BFF), (65520, 0x7C00), (-65520, 0xFC00), (1e9, 0x7C00), (.infinity, 0x7C00),
            (-.infinity, 0xFC00), (2049, 0x6800), (2051, 0x6802), (2049.0002, 0x6801),  // ties to even, and just over
            (0x1p-14, 0x0400), (0x1p-24, 0x0001), (0x1p-25, 0x0000), (0x1.000002p-25, 0x0001), (0x1.8p-24, 0x0002),
            (0x1.ff8p-15, 0x03FF), (0x1.ffcp-15, 0x0400), (0x1p-30, 0x0000), (-.leastNonzeroMagnitude, 0x8000),
            (0.333_333_34, 0x3555),
        ]
        let found = try stored(cases.map(\.0))
        for (index, (value, wanted)) in cases.enumerated() { #expect(found[index] == wanted, "\(value)") }
        let strange = try stored([.nan, -.nan, .signalingNaN])
        for bits in strange { #expect(bits & 0x7C00 == 0x7C00 && bits & 0x03FF != 0, "NaN stays NaN") }
    }

    #if !(os(macOS) && arch(x86_64))
        @Test func everyHalfAndEveryMiddleAgreesWithSwift() throws {
            var values: [Float] = []
            for bits in UInt16(0)..<0x7C00 {
                let low = Float(Float16(bitPattern: bits)), high = Float(Float16(bitPattern: bits + 1))
                let middle = high.isFinite ? (low + high) / 2 : 65520
                values += [low, middle, middle.nextDown, middle.nextUp, -middle]
            }
            let found = try stored(values)
            let wrong = zip(values, found).filter { Float16($0).bitPattern != $1 }
            #expect(wrong.isEmpty, "first \(String(describing: wrong.first))")
        }
    #endif
}
