import Conditions
import Corpus
import FastSAG
import Foundation
import Music
import Signal
import StemGen

/// A stretch of a song as StemGen trains on it: a mix of some players, and another one who joins them.
package struct StemExample: Sendable {
    let song: Int
    let family: InstrumentFamily
    /// Natural-log Mels, `[frame * bands + band]`.
    let context: [Float]
    let target: [Float]
    /// `TokenSheet`'s features.
    let sheet: [Float]

    /// Everything random of an example but its sound, drawn in one order.
    package struct Draft: Sendable {
        package let song: Int
        let start: Int
        package let family: InstrumentFamily
        /// Nil is the vocal.
        package let players: [InstrumentFamily?]
        /// dB, one for each player.
        let levels: [Double]
        /// Decibels of the whole context, and from its lowest to its highest band.
        let level: Double
        let tilt: Double
        package let microphone: Microphone?
        let noise: SeededGenerator
        /// Scales the chords.
        let certainty: Float
    }

    /// What may vary; nil leaves levels, colour and microphone as they are.
    package struct Variety: Sendable {
        package var vocalAlone = 0.25
        package var microphone = 0.0
        package var level = 0.0
        package var tilt = 0.0
        package var chordDoubt = 0.0

        package init(
            vocalAlone: Double = 0.25, microphone: Double = 0, level: Double = 0, tilt: Double = 0,
            chordDoubt: Double = 0
        ) {
            self.vocalAlone = vocalAlone
            self.microphone = microphone
            self.level = level
            self.tilt = tilt
            self.chordDoubt = chordDoubt
        }
    }

    /// - Parameters:
    ///   - samples: of the example; songs are longer.
    ///   - place: a song and the start in it; nil draws them.
    ///   - family: who joins; nil draws one that plays there.
    package static func draft(
        _ songs: [StemSong], samples: Int, variety: Variety, place: (song: Int, start: Int)? = nil,
        family: InstrumentFamily? = nil, _ generator: inout SeededGenerator
    ) -> Draft {
        var song = place?.song ?? 0
        var start = place?.start ?? 0
        var playing: [InstrumentFamily] = []
        // where nobody plays there is nothing to learn: drawn anew, but not for ever
        for _ in 0..<16 where playing.isEmpty {
            if place == nil {
                song = generator.uniform(in: 0..<songs.count)
                start = generator.uniform(in: 0..<(songs[song].count - samples))
            }
            let range = start..<(start + samples)
            playing = songs[song].families.filter { family in
                songs[song].parts[family].map { !StemLevel.isSilent($0.stretch(range)) } ?? false
            }
        }
        if playing.isEmpty { playing = songs[song].families }
        let target = family ?? playing[generator.uniform(in: 0..<playing.count)]
        let others: [InstrumentFamily?] = [nil] + songs[song].families.filter { $0 != target }
        var players: [InstrumentFamily?] = []
        if generator.uniform() < variety.vocalAlone { players = [nil] }
        while players.isEmpty { players = others.filter { _ in generator.uniform() < 0.5 } }
        return Draft(
            song: song, start: start, family: target, players: players,
            levels: players.map { _ in generator.normal(standardDeviation: variety.level) },
            level: generator.normal(standardDeviation: variety.level),
            tilt: generator.normal(standardDeviation: variety.tilt),
            microphone: generator.uniform() < variety.microphone ? Microphone(drawnBy: &generator) : nil,
            noise: SeededGenerator(seed: generator.next()),
            certainty: generator.uniform() < variety.chordDoubt ? Float(generator.uniform(in: 0.4..<1)) : 1)
    }

    /// Mixes and analyses what was drawn.
    init(_ draft: Draft, songs: [StemSong], samples: Int, frontEnd: MelFrontEnd) {
        let song = songs[draft.song]
        let range = draft.start..<(draft.start + samples)
        self.song = draft.song
        family = draft.family
        target = song.parts[draft.family].map { frontEnd.logMel($0.stretch(range)).values } ?? []
        var mix = [Float](repeating: 0, count: samples)
        for (player, level) in zip(draft.players, draft.levels) {
            guard let track = player.map({ song.parts[$0] }) ?? song.vocal else { continue }
            let gain = Float(pow(10, level / 20))
            for (index, value) in track.stretch(range).enumerated() { mix[index] += gain * value }
        }
        if let microphone = draft.microphone {
            mix = microphone.record(
                AudioBuffer(sampleRate: frontEnd.sampleRate, mono: mix), generator: draft.noise
            ).mono()
        }
        context = Self.coloured(
            frontEnd.logMel(StemLevel.levelled(mix)), level: draft.level, tilt: draft.tilt)
        let seconds = Double(draft.start) / frontEnd.sampleRate
        let sheet = song.entry.symbols.leadSheet.shifted(by: -seconds)
        var features = ConditionFeatures(frameCount: samples / frontEnd.hop)
        features.setBeats(sheet)
        features.setChords(sheet.chords)
        features.scaleChords(draft.certainty)
        features.setStyle(song.entry.style)
        self.sheet = TokenSheet.values(of: features)
    }

    /// A Mel at another level and with another tilt; what is at the floor stays there.
    private static func coloured(_ mel: Spectrogram, level: Double, tilt: Double) -> [Float] {
        let decibelsPerNeper = 20 / Foundation.log(10.0)
        let slopes = (0..<mel.bands).map { band -> Float in
            let place = Double(band) / Double(max(mel.bands - 1, 1)) - 0.5
            return Float((level + tilt * place) / decibelsPerNeper)
        }
        return mel.values.enumerated().map { index, value in
            value <= MelFrontEnd.logFloor ? value : value + slopes[index % mel.bands]
        }
    }
}
