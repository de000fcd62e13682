import Foundation

/// The comment (ICMT) in a RIFF or RF64 file's LIST INFO chunk, of any length: libsndfile writes none over 100 kB and
/// reads none over 2 kB.
enum RIFFComment {
    /// Adds the chunk behind all others.
    /// - Returns: false when the file is no RIFF file or a write failed; `file.failure` then says why.
    static func append(_ comment: String, to file: TemporaryFile) -> Bool {
        var status = stat()
        guard fstat(file.descriptor, &status) == 0, let head = bytes(24, at: 0, of: file.descriptor) else {
            return false
        }
        let text = Array(comment.utf8) + [0]
        let padding = [UInt8](repeating: 0, count: text.count % 2)
        let info = Array("INFOICMT".utf8) + littleEndian(text.count, bytes: 4) + text + padding
        let start = Int(status.st_size) + Int(status.st_size) % 2
        let chunk =
            [UInt8](repeating: 0, count: start - Int(status.st_size))
            + Array("LIST".utf8) + littleEndian(info.count, bytes: 4) + info
        let size = Int(status.st_size) + chunk.count - 8
        // RF64 keeps its 64-bit size in the ds64 chunk, which comes first
        let isLarge = self.text(head[0..<4]) == "RF64"
        guard isLarge ? self.text(head[12..<16]) == "ds64" : self.text(head[0..<4]) == "RIFF" && size <= 0xFFFF_FFFF
        else {
            return false
        }
        func put(_ bytes: [UInt8], at offset: Int) -> Bool {
            lseek(file.descriptor, off_t(offset), SEEK_SET) >= 0 && bytes.withUnsafeBytes(file.write)
        }
        return put(chunk, at: Int(status.st_size))
            && put(littleEndian(size, bytes: isLarge ? 8 : 4), at: isLarge ? 20 : 4)
    }

    private static func littleEndian(_ value: Int, bytes count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    /// nil if the file is of another kind or has no comment.
    static func read(descriptor: Int32) -> String? {
        guard let head = bytes(12, at: 0, of: descriptor),
            ["RIFF", "RF64"].contains(text(head[0..<4])), text(head[8..<12]) == "WAVE"
        else { return nil }
        var offset = 12
        while let chunk = bytes(8, at: offset, of: descriptor) {
            let size = littleEndian(chunk[4..<8])
            if text(chunk[0..<4]) == "LIST", let list = bytes(size, at: offset + 8, of: descriptor),
                list.count >= 4, text(list[0..<4]) == "INFO", let comment = comment(inInfo: list)
            {
                return comment
            }
            // An RF64's data chunk says 0xFFFFFFFF here, which leads past the end and so ends the search.
            offset += 8 + size + size % 2
        }
        return nil
    }

    private static func comment(inInfo list: [UInt8]) -> String? {
        var offset = 4
        while offset + 8 <= list.count {
            let size = littleEndian(list[offset + 4..<offset + 8])
            let end = offset + 8 + size
            guard end <= list.count else { return nil }
            if text(list[offset..<offset + 4]) == "ICMT" {
                return String(decoding: list[offset + 8..<end].prefix { $0 != 0 }, as: UTF8.self)
            }
            offset = end + size % 2
        }
        return nil
    }

    /// nil unless all of them are there. Leaves the file's position alone.
    private static func bytes(_ count: Int, at offset: Int, of descriptor: Int32) -> [UInt8]? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, offset + count <= Int(status.st_size) else { return nil }
        var buffer = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = buffer.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress?.advanced(by: filled), count - filled, off_t(offset + filled))
            }
            if got < 0 && errno == EINTR { continue }
            guard got > 0 else { return nil }
            filled += got
        }
        return buffer
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

    private static func littleEndian(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
