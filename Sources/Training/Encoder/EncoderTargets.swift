import Corpus
import Foundation
import Listener
import Music

/// What is true of a song, token by token.
package struct EncoderTargets: Sendable {
    package let tokens: Int
    /// MIDI pitch of the voice; 0 where nobody sings.
    package private(set) var pitch: [Float]
    /// 1 where a vowel begins, a half beside it.
    package private(set) var onsets: [Float]
    /// 1 on a beat and on a downbeat, a half beside it.
    package private(set) var beats: [Float]
    package private(set) var downbeats: [Float]
    /// 0..<1 of the beat and of the bar that the token lies in; -1 where there is none.
    package private(set) var beatPhase: [Float]
    package private(set) var barPhase: [Float]
    /// Beats a minute; 0 outside the beats.
    package private(set) var tempo: [Float]
    package private(set) var keys: [Int]
    /// Of `ChordVocabulary`; bass -1 without a chord; pitch classes of the chord as bits.
    package private(set) var chords: [Int]
    package private(set) var bass: [Int]
    package private(set) var chroma: [UInt16]
    /// Bit 0 for the voice, then those of the parts.
    package private(set) var activity: [UInt8]
    /// Heads that nothing is known of.
    package private(set) var unknown: Set<EncoderHead> = []

    package init(_ song: RenderedSong) {
        self.init(tokens: song.vocal.count / Posteriors.hop)
        setVoice(song)
        setHarmony(song.entry.symbols.leadSheet, song.entry.symbols.keys)
        setMetre(song.entry.symbols.leadSheet)
    }

    /// Of a recording whose beats, bars, key, and major and minor chords are known, and nothing else.
    init(_ sheet: LeadSheet, tokens: Int) {
        self.init(tokens: tokens)
        setHarmony(sheet, [])
        bass = .init(repeating: -1, count: tokens)
        setMetre(sheet)
        unknown = [.voicing, .pitch, .onsets, .activity]
    }

    private init(tokens: Int) {
        self.tokens = tokens
        let zeros = [Float](repeating: 0, count: tokens)
        let unknown = [Float](repeating: -1, count: tokens)
        (pitch, onsets, beats, downbeats, tempo) = (zeros, zeros, zeros, zeros, zeros)
        (beatPhase, barPhase) = (unknown, unknown)
        let none = [Int](repeating: 0, count: tokens)
        (keys, chords, bass) = (none, none, none)
        chroma = .init(repeating: 0, count: tokens)
        activity = .init(repeating: 0, count: tokens)
    }

    private mutating func setVoice(_ song: RenderedSong) {
        let step = Posteriors.hop / SungVoice.hop
        for token in 0..<tokens {
            let sung = song.hertz[min(token * step, song.hertz.count)..<min((token + 1) * step, song.hertz.count)]
                .filter { $0 > 0 }
            guard !sung.isEmpty else { continue }
            let midi = sung.map { 69 + 12 * log2($0 / 440) }
            pitch[token] = midi.reduce(0, +) / Float(midi.count)
        }
        for note in song.entry.sungMelody { Self.mark(note.start, in: &onsets) }
        for token in 0..<tokens {
            if token < song.activity.count { activity[token] = song.activity[token] << 1 }
            // consonants belong to the voice too
            let near = max(token - Self.consonant, 0)...min(token + Self.consonant, tokens - 1)
            if near.contains(where: { pitch[$0] > 0 }) { activity[token] |= 1 }
        }
    }

    /// Tokens beside a sung one in which the voice is still heard.
    private static let consonant = 3

    private mutating func setHarmony(_ sheet: LeadSheet, _ changes: [KeyChange]) {
        var (span, change) = (0, 0)
        for token in 0..<tokens {
            let time = Posteriors.time(ofToken: token)
            while change + 1 < changes.count, changes[change + 1].start <= time { change += 1 }
            keys[token] = (changes.isEmpty ? sheet.key : changes[change].key).index
            while span < sheet.chords.count, sheet.chords[span].end <= time { span += 1 }
            let chord = span < sheet.chords.count && sheet.chords[span].start <= time ? sheet.chords[span].chord : nil
            chords[token] = ChordVocabulary.index(of: chord)
            bass[token] = chord?.bass.value ?? -1
            chroma[token] = (chord?.pitchClasses ?? []).reduce(0) { $0 | 1 << UInt16($1.value) }
        }
    }

    private mutating func setMetre(_ sheet: LeadSheet) {
        for beat in sheet.beats { Self.mark(beat, in: &beats) }
        for index in sheet.downbeats { Self.mark(sheet.beats[index], in: &downbeats) }
        Self.setPhase(&beatPhase, lines: sheet.beats)
        for (start, end) in zip(sheet.beats, sheet.beats.dropFirst()) {
            for token in Self.tokens(from: start, to: end, of: tokens) { tempo[token] = Float(60 / (end - start)) }
        }
        // A bar that is not followed by another one is not judged, nor one whose beats are not the metre's.
        for (first, last) in zip(sheet.downbeats, sheet.downbeats.dropFirst()) where last - first == sheet.meter {
            Self.setPhase(&barPhase, lines: [sheet.beats[first], sheet.beats[last]])
        }
        smoothTempo()
    }

    /// The tempo of a token is the mean of the beats of about two seconds around it: a single beat is too uneven.
    private mutating func smoothTempo() {
        let reach = Int(Posteriors.rate)
        let raw = tempo
        for token in 0..<tokens where raw[token] > 0 {
            let near = raw[max(token - reach, 0)...min(token + reach, tokens - 1)].filter { $0 > 0 }
            tempo[token] = near.reduce(0, +) / Float(near.count)
        }
    }

    private static func setPhase(_ phase: inout [Float], lines: [Double]) {
        for (start, end) in zip(lines, lines.dropFirst()) {
            for token in tokens(from: start, to: end, of: phase.count) {
                phase[token] = Float((Posteriors.time(ofToken: token) - start) / (end - start))
            }
        }
    }

    /// The tokens whose centres lie from a time to another.
    private static func tokens(from start: Double, to end: Double, of count: Int) -> Range<Int> {
        func token(_ time: Double) -> Int { min(max(Int((time * Posteriors.rate - 0.5).rounded(.up)), 0), count) }
        return token(start)..<max(token(end), token(start))
    }

    /// 1 at the token of a time, a half beside it.
    private static func mark(_ time: Double, in values: inout [Float]) {
        let token = Int((time * Posteriors.rate).rounded(.down))
        for (place, value) in [(token - 1, Float(0.5)), (token, 1), (token + 1, 0.5)]
        where values.indices.contains(place) {
            values[place] = max(values[place], value)
        }
    }
}
