import Foundation

/// Where the sound of an MP3 begins that is longer than its first frame says, as when two files were put one behind the other: the
/// frame with the count ("Xing" or "Info") is passed over, so that everything there is gets decoded.
struct MPEGStream {
    /// Bytes.
    let start: Int64

    /// Kilobits a second of MPEG 1 and of MPEG 2 and 2.5, layer III (ISO 11172-3, section 2.4.2.3; ISO 13818-3).
    private static let bitRates = [
        [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
        [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
    ]
    private static let sampleRates = [[44_100, 48_000, 32_000], [22_050, 24_000, 16_000], [11_025, 12_000, 8000]]

    /// nil where the file is something else, or as long as it says.
    init?(descriptor: Int32, size: Int64) {
        func bytes(at place: Int64, count: Int) -> [UInt8] {
            var bytes = [UInt8](repeating: 0, count: count)
            let got = pread(descriptor, &bytes, count, off_t(place))
            return Array(bytes.prefix(max(got, 0)))
        }
        func number(_ bytes: ArraySlice<UInt8>) -> Int64 { bytes.reduce(0) { $0 << 8 | Int64($1) } }
        var place: Int64 = 0
        let tag = bytes(at: 0, count: 10)
        if tag.count == 10, tag[..<3].elementsEqual("ID3".utf8) {
            place = 10 + tag[6..<10].reduce(0) { $0 << 7 | Int64($1 & 0x7F) }
        }
        let frame = bytes(at: place, count: 64)
        guard frame.count == 64, frame[0] == 0xFF, frame[1] & 0xE6 == 0xE2 else { return nil }
        // 3 is MPEG 1, 2 is MPEG 2, 0 is MPEG 2.5
        let version = Int(frame[1] >> 3 & 3)
        let (rate, bits) = (Int(frame[2] >> 2 & 3), Int(frame[2] >> 4))
        guard version != 1, rate < 3, (1...14).contains(bits) else { return nil }
        let isFirst = version == 3
        let hertz = Self.sampleRates[isFirst ? 0 : version == 2 ? 1 : 2][rate]
        let length =
            (isFirst ? 144 : 72) * Self.bitRates[isFirst ? 0 : 1][bits] * 1000 / hertz + Int(frame[2] >> 1 & 1)
        let isMono = frame[3] >> 6 == 3
        // behind the side information
        let head = 4 + (isFirst ? (isMono ? 17 : 32) : (isMono ? 9 : 17))
        let name = frame[head..<(head + 4)]
        guard name.elementsEqual("Xing".utf8) || name.elementsEqual("Info".utf8), frame[head + 7] & 2 != 0 else {
            return nil
        }
        let count = head + 8 + Int(frame[head + 7] & 1) * 4
        let declared = number(frame[count..<(count + 4)])
        guard declared > 0, size - place > declared + max(declared / 20, Self.slack) else { return nil }
        start = place + Int64(length)
    }

    /// Bytes of tags and padding that may stand behind the sound.
    private static let slack: Int64 = 16384
}
