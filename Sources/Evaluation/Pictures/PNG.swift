import Foundation

/// PNG (ISO/IEC 15948) with a palette of up to 256 colours; the image data are stored, not compressed (RFC 1951, 3.2.4),
/// so that no library is needed.
enum PNG {
    /// - Parameters:
    ///   - pixels: indices into the palette, line by line from the top.
    ///   - palette: red, green and blue by turns.
    static func file(width: Int, height: Int, pixels: [UInt8], palette: [UInt8]) -> Data {
        precondition(pixels.count == width * height, "\(pixels.count) pixels for \(width) x \(height)")
        var lines: [UInt8] = []
        lines.reserveCapacity((width + 1) * height)
        for line in 0..<height {
            // each line begins with its filter: none
            lines.append(0)
            lines += pixels[(line * width)..<((line + 1) * width)]
        }
        let header = bigEndian(UInt32(width)) + bigEndian(UInt32(height)) + [8, 3, 0, 0, 0]
        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        file += chunk("IHDR", header)
        file += chunk("PLTE", palette)
        file += chunk("IDAT", stored(lines))
        file += chunk("IEND", [])
        return Data(file)
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        [UInt8(value >> 24), UInt8(value >> 16 & 0xFF), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)]
    }

    private static func chunk(_ type: String, _ body: [UInt8]) -> [UInt8] {
        let named = Array(type.utf8) + body
        return bigEndian(UInt32(body.count)) + named + bigEndian(checksum(named))
    }

    /// A zlib stream (RFC 1950) of stored blocks.
    private static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        let largest = 65_535
        for start in stride(from: 0, to: bytes.count, by: largest) {
            let block = bytes[start..<min(start + largest, bytes.count)]
            let length = UInt16(block.count)
            stream.append(block.endIndex == bytes.count ? 1 : 0)
            stream += [UInt8(length & 0xFF), UInt8(length >> 8), UInt8(~length & 0xFF), UInt8(~length >> 8)]
            stream += block
        }
        var low: UInt32 = 1
        var high: UInt32 = 0
        for byte in bytes {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return stream + bigEndian(high << 16 | low)
    }

    /// CRC-32 as PNG's annex D gives it.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in bytes { value = table[Int((value ^ UInt32(byte)) & 0xFF)] ^ (value >> 8) }
        return value ^ 0xFFFF_FFFF
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }
}
