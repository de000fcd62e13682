import Foundation
import Signal

/// A synthesised voice and its true pitch.
public struct SungVoice: Sendable {
    /// Samples from value to value of `hertz`: the Mel front end's hop at 24 kHz.
    public static let hop = 256

    /// Mono, dry.
    public var audio: AudioBuffer
    /// Fundamental frequency where the glottis vibrates audibly, else 0; value n holds at sample 256 n + 128, as in
    /// `PitchTrack`.
    public var hertz: [Float]

    public init(audio: AudioBuffer, hertz: [Float]) {
        self.audio = audio
        self.hertz = hertz
    }
}

extension VocalTracks {
    /// The voicing under which a voice is not heard any more.
    private static let audible: Float = 0.1

    /// The pitch at the centres of the Mel front end's frames, in hertz; 0 without voice.
    func hertz(samples: Int) -> [Float] {
        (0..<samples / SungVoice.hop).map { frame in
            let seconds = (Double(frame) + 0.5) * Double(SungVoice.hop) / Singer.sampleRate
            let place = min(Int((seconds * Self.rate).rounded()), frameCount - 1)
            return voicing[place] > Self.audible ? 440 * exp2((pitch[place] - 69) / 12) : 0
        }
    }
}
