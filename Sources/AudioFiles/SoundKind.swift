/// Kinds of sound and video that libsndfile does not read, told by a file's first bytes whatever its name ends with.
enum SoundKind: String, CaseIterable {
    case mpeg4 = "MPEG-4 sound or video (m4a, mp4, mov)"
    case aac = "AAC (aac)"
    case matroska = "WebM or Matroska (webm, mka, mkv)"
    case windowsMedia = "Windows Media (wma, wmv)"
    case amr = "AMR (amr)"
    case avi = "AVI video (avi)"

    /// nil for anything else.
    init?(firstBytes bytes: [UInt8]) {
        func holds(_ text: String, at place: Int = 0) -> Bool {
            bytes.count >= place + text.utf8.count
                && bytes[place..<(place + text.utf8.count)].elementsEqual(text.utf8)
        }
        if holds("ftyp", at: 4) || holds("moov", at: 4) || holds("mdat", at: 4) && bytes.count > 16 {
            self = .mpeg4
        } else if bytes.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) {
            self = .matroska
        } else if bytes.starts(with: [0x30, 0x26, 0xB2, 0x75]) {
            self = .windowsMedia
        } else if holds("#!AMR") {
            self = .amr
        } else if holds("RIFF"), holds("AVI ", at: 8) {
            self = .avi
        } else if bytes.count > 1, bytes[0] == 0xFF, bytes[1] & 0xF6 == 0xF0 {
            // an ADTS header: layer 0
            self = .aac
        } else {
            return nil
        }
    }
}
