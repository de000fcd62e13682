import AudioFiles
import Foundation

/// Sound files as people bring them; nothing is handed to another program.
enum SoundCase {
    /// Seconds: a song's worth of silence from a damaged header says nothing new.
    private static let longest = 20.0

    static func read(_ bytes: [UInt8]) throws {
        try ScratchFile.holding(bytes, "sound.wav") { url in
            _ = try AudioReader.info(url)
            let sound = try AudioReader.recording(url, longest: longest).sound
            precondition(sound.channelCount >= 1 && sound.sampleRate.isFinite && sound.sampleRate > 0)
            precondition(sound.channels.allSatisfy { $0.count == sound.frameCount && $0.allSatisfy(\.isFinite) })
        }
    }
}
