/// What stands before the samples of a mono float WAV file: RIFF, `fmt ` for IEEE float, `fact`, `data`.
package struct WAVHeader: Equatable {
    static let byteCount = 58
    static let magic = Array("RIFF".utf8)
    private static let rateOffset = 24
    private static let float: UInt16 = 3

    /// Hertz.
    let sampleRate: UInt32
    let frameCount: Int

    package init(sampleRate: UInt32, frameCount: Int) {
        self.sampleRate = sampleRate
        self.frameCount = frameCount
    }

    /// Of bytes that `bytes` made; nil for others. The frame count is not read: it may be old.
    init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        let rate = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[Self.rateOffset + $1]) << (8 * UInt32($1)) }
        let sizes = Set([4, 5, 6, 7, 46, 47, 48, 49, 54, 55, 56, 57])
        let expected = WAVHeader(sampleRate: rate, frameCount: 0).bytes
        guard bytes.indices.allSatisfy({ sizes.contains($0) || bytes[$0] == expected[$0] }) else { return nil }
        self.init(sampleRate: rate, frameCount: 0)
    }

    package var bytes: [UInt8] {
        func little<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
            withUnsafeBytes(of: value.littleEndian, Array.init)
        }
        let dataBytes = UInt32(frameCount * 4)
        return Self.magic + little(dataBytes + UInt32(Self.byteCount) - 8) + Array("WAVE".utf8)
            + Array("fmt ".utf8) + little(UInt32(18)) + little(Self.float) + little(UInt16(1))
            + little(sampleRate) + little(sampleRate &* 4) + little(UInt16(4)) + little(UInt16(32)) + little(UInt16(0))
            + Array("fact".utf8) + little(UInt32(4)) + little(UInt32(frameCount))
            + Array("data".utf8) + little(dataBytes)
    }
}
