import Foundation
import Signal

/// A voice in front of its band, as a finished song has it.
package enum VoiceMix {
    /// LU of the voice over the band.
    package static let level = -2.0

    /// The sum, the voice `level` over the band in loudness; the sum of what there is where one is silent.
    /// - Parameter band: as long as the sum.
    /// - Throws: what measuring loudness throws.
    package static func sum(_ voice: AudioBuffer, _ band: AudioBuffer) throws -> AudioBuffer {
        var gain = 1.0
        if let of = try Loudness(of: voice).integrated, let against = try Loudness(of: band).integrated {
            gain = pow(10, (against + level - of) / 20)
        }
        var samples = band.mono()
        for (index, sample) in voice.mono().prefix(samples.count).enumerated() {
            samples[index] += Float(gain) * sample
        }
        return AudioBuffer(sampleRate: band.sampleRate, mono: samples)
    }
}
