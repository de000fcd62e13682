import AudioFiles
import Foundation
import Signal

extension AudioReader {
    /// What somebody recorded; what had to be mended is told on standard error.
    /// - Throws: as `recording(_:longest:)`.
    static func toldRecording(_ url: URL, longest: Double) throws -> AudioBuffer {
        let recording = try recording(url, longest: longest)
        for remark in recording.remarks { FileHandle.standardError.write(Data("\(remark)\n".utf8)) }
        return recording.sound
    }
}
