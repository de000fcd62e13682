import Corpus
import Foundation
import Listener
import Music

/// A song as the encoder trains on it: the front end's powers of the voice and of the band, and what is true of them.
package struct EncoderSong: Sendable {
    package let tokens: Int
    package let targets: EncoderTargets
    /// Half decibels over -110 dB, (tokens, EncoderFrontEnd.count).
    let voice: [UInt8]
    let band: [UInt8]
    /// Mean powers.
    let voiceLevel: Float
    let bandLevel: Float

    package init(_ song: RenderedSong, _ frontEnd: EncoderFrontEnd) {
        targets = EncoderTargets(song)
        tokens = targets.tokens
        let (voice, band) = (frontEnd.powers(of: song.vocal), frontEnd.powers(of: song.accompaniment))
        self.voice = Self.codes(voice)
        self.band = Self.codes(band)
        voiceLevel = Self.mean(voice)
        bandLevel = Self.mean(band)
    }

    /// A recorded voice with its band, 24 kHz, as long as each other.
    init(voice: [Float], band: [Float], _ sheet: LeadSheet, _ frontEnd: EncoderFrontEnd) {
        targets = EncoderTargets(sheet, tokens: voice.count / Posteriors.hop)
        tokens = targets.tokens
        let (voice, band) = (frontEnd.powers(of: voice), frontEnd.powers(of: band))
        self.voice = Self.codes(voice)
        self.band = Self.codes(band)
        voiceLevel = Self.mean(voice)
        bandLevel = Self.mean(band)
    }

    /// The power that each code stands for.
    static let powers: [Float] = (0..<256).map { powf(10, (Float($0) / 2 - 110) / 10) }

    private static func codes(_ powers: [Float]) -> [UInt8] {
        powers.map { UInt8(min(max((10 * log10f($0) + 110) * 2 + 0.5, 0), 255)) }
    }

    private static func mean(_ powers: [Float]) -> Float {
        max(Float(powers.reduce(0.0) { $0 + Double($1) } / Double(max(powers.count, 1))), EncoderFrontEnd.floor)
    }
}
