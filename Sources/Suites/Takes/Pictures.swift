import AudioFiles
import Evaluation
import Foundation
import Signal

/// A sound, its peaks beyond full scale kept, and the picture of its Mel spectrogram, side by side in a folder.
package enum Pictures {
    /// - Parameter samples: 24 kHz mono.
    /// - Throws: `AudioFileError`, and what Foundation throws for a folder that cannot be made.
    package static func write(_ samples: [Float], _ name: String, in folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try AudioWriter.write(
            AudioBuffer(sampleRate: 24_000, mono: samples), to: folder.appendingPathComponent("\(name).wav"),
            format: .wavFloat)
        let picture = SpectrogramImage.png(of: MelFrontEnd().logMel(samples), range: -9...2)
        try AtomicFile.write(picture, to: folder.appendingPathComponent("\(name).png"))
    }
}
