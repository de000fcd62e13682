import Playback
import Signal
import Testing

@Suite struct SampleFormatTests {
    private func encoded(_ samples: [Float], _ format: SampleFormat, dithered: Bool = false) -> [UInt8] {
        var dither = Dither(bits: 16, dithered: dithered)
        var bytes = [UInt8](repeating: 0, count: samples.count * (format == .integer16 ? 2 : 4))
        bytes.withUnsafeMutableBytes { bytes in
            samples.withUnsafeBufferPointer { format.encode($0, into: bytes, dither: &dither) }
        }
        return bytes
    }

    @Test(arguments: [SampleFormat.float, .integer32, .integer16])
    func thereAndBack(format: SampleFormat) {
        let samples: [Float] = [0, 0.5, -0.25, -1, 0.125]
        var read = [Float](repeating: 9, count: samples.count)
        encoded(samples, format).withUnsafeBytes { bytes in
            read.withUnsafeMutableBufferPointer { format.decodeFirst(bytes, channels: 1, into: $0) }
        }
        #expect(read == samples)
    }

    @Test func integersHoldFullScaleAndSwallowWhatIsNoNumber() {
        #expect(encoded([2, -2, .nan, .infinity], .integer16) == [0xFF, 0x7F, 0, 0x80, 0, 0, 0xFF, 0x7F])
        #expect(encoded([2], .integer32) == [0x80, 0xFF, 0xFF, 0x7F])
        #expect(encoded([-2, .nan], .integer32) == [0, 0, 0, 0x80, 0, 0, 0, 0])
    }

    @Test func sixteenBitsAreDithered() {
        let quiet = [Float](repeating: 0.3 / 32768, count: 20000)
        let steps = encoded(quiet, .integer16, dithered: true).withUnsafeBytes { Array($0.bindMemory(to: Int16.self)) }
        let mean = steps.reduce(0) { $0 + Double($1) } / Double(steps.count)
        #expect(abs(mean - 0.3) < 0.03)
    }

    @Test func theFirstOfSeveralChannelsCounts() {
        var read = [Float](repeating: 9, count: 2)
        encoded([0.5, 0.1, 0.25, 0.1], .float).withUnsafeBytes { bytes in
            read.withUnsafeMutableBufferPointer { SampleFormat.float.decodeFirst(bytes, channels: 2, into: $0) }
        }
        #expect(read == [0.5, 0.25])
    }
}
