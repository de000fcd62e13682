import Foundation
import Music
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
    /// When the notes were really sung: the vowels' begins.
    public var notes: [Note]

    public init(audio: AudioBuffer, hertz: [Float], notes: [Note] = []) {
        self.audio = audio
        self.hertz = hertz
        self.notes = notes
    }
}
