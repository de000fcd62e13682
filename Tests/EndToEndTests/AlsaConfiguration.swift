import Foundation

/// A private sound card: everything played goes into a file as raw samples, a "microphone" reads one.
enum AlsaConfiguration {
    /// Writes it.
    /// - Parameters:
    ///   - playback: the raw file that what is played is written to.
    ///   - capture: raw 32-bit floats that the device "mic" delivers.
    /// - Returns: the environment that makes ALSA use it.
    static func write(playback: String, capture: String? = nil, scratch: Scratch) throws -> [String: String] {
        var text = """
            </usr/share/alsa/alsa.conf>
            pcm.!default {
                type file
                slave.pcm null
                file "\(playback)"
                format raw
            }

            """
        if let capture {
            text += """
                pcm.mic {
                    type file
                    slave.pcm null
                    file /dev/null
                    infile "\(capture)"
                    format raw
                    hint { show on; description "A microphone" }
                }

                """
        }
        let url = scratch.url("asound.conf")
        try Data(text.utf8).write(to: url)
        return ["ALSA_CONFIG_PATH": url.path]
    }

    /// Raw interleaved stereo floats as played.
    static func samples(_ path: String) throws -> [Float] {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        return data.withUnsafeBytes { bytes in
            (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: $0 * 4, as: Float.self) }
        }
    }
}
