import Evaluation
import Foundation
import Signal
import Testing

struct SpectrogramImageTests {
    private func word(_ bytes: ArraySlice<UInt8>) -> UInt32 { bytes.reduce(0) { $0 << 8 | UInt32($1) } }

    /// Reads the file back as PNG's specification says, chunk by chunk.
    @Test func theFileHoldsThePicture() throws {
        let spectrogram = Spectrogram(frames: 3, bands: 2, values: [0, 5, 10, 0, 5, 5], hopSeconds: 0.01)
        let bytes = [UInt8](SpectrogramImage.png(of: spectrogram, zoom: 2))
        #expect(Array(bytes[..<8]) == [137, 80, 78, 71, 13, 10, 26, 10])
        var chunks: [String: ArraySlice<UInt8>] = [:]
        var place = 8
        while place < bytes.count {
            let length = Int(word(bytes[place..<(place + 4)]))
            let name = String(decoding: bytes[(place + 4)..<(place + 8)], as: UTF8.self)
            chunks[name] = bytes[(place + 8)..<(place + 8 + length)]
            place += 12 + length
        }
        let header = try #require(chunks["IHDR"])
        #expect(Array(header) == [0, 0, 0, 3, 0, 0, 0, 4, 8, 3, 0, 0, 0])
        #expect(chunks["PLTE"]?.count == 768)
        // Of a stored block: 2 bytes of zlib header, 5 of block header, 4 of checksum at the end.
        let data = try #require(chunks["IDAT"]).dropFirst(7).dropLast(4)
        // The high band on top: frames 0, 1, 2 have 5, 0, 5; below 0, 10, 5. Each line begins with its filter, 0.
        let top: [UInt8] = [0, 127, 0, 127]
        let bottom: [UInt8] = [0, 0, 255, 127]
        #expect(Array(data) == top + top + bottom + bottom)
    }

    /// The check value of CRC-32 for an empty IEND is the same in every PNG.
    @Test func theChecksumIsPNGs() {
        let picture = SpectrogramImage.png(of: Spectrogram(frames: 1, bands: 1, values: [1], hopSeconds: 1))
        #expect(Array(picture.suffix(4)) == [0xAE, 0x42, 0x60, 0x82])
    }
}
