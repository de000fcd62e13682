import AudioFiles
import Foundation
import Signal

extension AudioReader {
    /// What somebody recorded; what had to be mended is told on standard error.
    /// - Throws: as `recording(_:longest:)`.
    static func toldRecording(_ url: URL, longest: Double) throws -> AudioBuffer {
        let recording = try recording(url, longest: longest)
        for remark in recording.remarks { StandardError.line(remark) }
        return recording.sound
    }
}
