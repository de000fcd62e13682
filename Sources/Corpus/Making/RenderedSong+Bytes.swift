import Band
import Foundation

extension RenderedSong {
    /// The first bytes of a song in one piece.
    private static let magic = Data("BACKLSG1".utf8)

    /// What precedes the samples.
    private struct Header: Codable {
        var entry: CorpusEntry
        var samples: Int
        var hertz: Int
        var activity: Int
        var stems: [Part.Name]
    }

    /// The whole song in one piece: magic, the header's length (32 bits), the header as JSON; then vocal,
    /// accompaniment and stems (16 bit), pitch (32 bit floats) and activity (bytes), all little-endian.
    func bytes() throws -> Data {
        let names = Part.Name.allCases.filter { stems[$0] != nil }
        let header = try JSONEncoder().encode(
            Header(
                entry: entry, samples: vocal.count, hertz: hertz.count, activity: activity.count, stems: names))
        var data = Self.magic
        data.reserveCapacity(header.count + vocal.count * 2 * (2 + names.count) + hertz.count * 4 + activity.count + 12)
        withUnsafeBytes(of: UInt32(header.count).littleEndian) { data.append(contentsOf: $0) }
        data.append(header)
        SixteenBit.append(vocal, to: &data)
        SixteenBit.append(accompaniment, to: &data)
        for name in names { SixteenBit.append(stems[name] ?? [], to: &data) }
        data.append(FloatBytes.data(hertz))
        data.append(contentsOf: activity)
        return data
    }

    /// - Returns: nil when the bytes are no song, or not a whole one.
    init?(bytes data: Data) {
        let start = Self.magic.count + 4
        guard data.count >= start, data.prefix(Self.magic.count) == Self.magic else { return nil }
        let length = data.withUnsafeBytes {
            Int(UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: Self.magic.count, as: UInt32.self)))
        }
        guard data.count >= start + length,
            let header = try? JSONDecoder().decode(Header.self, from: data.dropFirst(start).prefix(length)),
            [header.samples, header.hertz, header.activity].allSatisfy({ (0...Self.longest).contains($0) })
        else { return nil }
        let tracks = 2 + header.stems.count
        var offset = start + length
        guard data.count == offset + header.samples * 2 * tracks + header.hertz * 4 + header.activity else {
            return nil
        }
        func next(_ count: Int) -> Data {
            defer { offset += count }
            return data[(data.startIndex + offset)..<(data.startIndex + offset + count)]
        }
        let sounds = (0..<tracks).map { _ in next(header.samples * 2).withUnsafeBytes(SixteenBit.samples) }
        self.init(
            entry: header.entry, vocal: sounds[0], hertz: FloatBytes.floats(next(header.hertz * 4)),
            accompaniment: sounds[1],
            stems: Dictionary(zip(header.stems, sounds.dropFirst(2)), uniquingKeysWith: { first, _ in first }),
            activity: [UInt8](next(header.activity)))
    }

    /// More samples than any song has: a length beyond it is no length.
    private static let longest = 1 << 32
}
