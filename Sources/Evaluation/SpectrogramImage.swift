import Foundation
import Signal

/// A spectrogram as a PNG picture: time to the right, low bands at the bottom, dark is quiet.
///
/// PNG (ISO/IEC 15948) with a palette of 256 colours; the image data are stored, not compressed (RFC 1951, 3.2.4),
/// so that no library is needed.
public enum SpectrogramImage {
    /// - Parameters:
    ///   - spectrogram: log magnitudes; its smallest value is the darkest colour, its largest the brightest.
    ///   - range: values for the darkest and the brightest colour, so that pictures can be compared.
    ///   - zoom: pixels a band in height; a frame is one pixel wide.
    public static func png(of spectrogram: Spectrogram, range: ClosedRange<Float>? = nil, zoom: Int = 3) -> Data {
        precondition(spectrogram.frames > 0 && spectrogram.bands > 0 && zoom > 0, "an empty spectrogram has no picture")
        let finite = spectrogram.values.filter(\.isFinite)
        let lowest = range?.lowerBound ?? finite.min() ?? 0
        let highest = range?.upperBound ?? finite.max() ?? 0
        let scale = highest > lowest ? 255 / (highest - lowest) : 0
        var lines: [UInt8] = []
        lines.reserveCapacity(spectrogram.bands * zoom * (spectrogram.frames + 1))
        for band in (0..<spectrogram.bands).reversed() {
            var line: [UInt8] = [0]
            for frame in 0..<spectrogram.frames {
                let value = spectrogram[frame, band]
                let level = value.isFinite ? (value - lowest) * scale : 0
                line.append(UInt8(min(max(level, 0), 255)))
            }
            for _ in 0..<zoom { lines += line }
        }
        var header = bigEndian(UInt32(spectrogram.frames)) + bigEndian(UInt32(spectrogram.bands * zoom))
        header += [8, 3, 0, 0, 0]
        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        file += chunk("IHDR", header)
        file += chunk("PLTE", palette)
        file += chunk("IDAT", stored(lines))
        file += chunk("IEND", [])
        return Data(file)
    }

    /// Corner colours of the ramp (after matplotlib's viridis, CC0), mixed linearly.
    private static let corners: [(Double, Double, Double)] = [
        (68, 1, 84), (71, 44, 122), (59, 81, 139), (44, 113, 142), (33, 144, 141), (39, 173, 129), (92, 200, 99),
        (170, 220, 50), (253, 231, 37),
    ]

    private static let palette: [UInt8] = (0..<256).flatMap { level -> [UInt8] in
        let place = Double(level) / 255 * Double(corners.count - 1)
        let index = min(Int(place), corners.count - 2)
        let share = place - Double(index)
        let (low, high) = (corners[index], corners[index + 1])
        return [low.0 + share * (high.0 - low.0), low.1 + share * (high.1 - low.1), low.2 + share * (high.2 - low.2)]
            .map { UInt8($0.rounded()) }
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
