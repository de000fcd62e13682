import Foundation
import Listener
import Music

/// How often the estimators that judge are right themselves, on music whose truth is known.
public struct EstimatorAccuracy: Codable, Sendable, Equatable {
    public var songs: Int
    public var source: String
    /// Share of songs, and with MIREX's weights.
    public var key: Double?
    public var keyScore: Double?
    /// Share of the time under major and minor chords (mir_eval's majmin), and of the right root.
    public var chords: Double?
    public var chordRoots: Double?
    /// `RhythmJudge.beatF`, 70 ms; and at the best metrical level.
    public var beatF: Double?
    public var beatFAtAnyLevel: Double?
    /// Share of the songs.
    public var meter: Double?
    /// Share of the sung notes' middles where the pitch is right within half a semitone.
    public var pitch: Double?
    /// F measure of the pitch classes that sound against the chord's tones, 100 ms.
    public var toneF1: Double?
    /// Share of the notes found that are right within a semitone class, that is, tones of the chord.
    public var notesInChord: Double?

    /// What is known and what is heard of one song. 24 kHz mono.
    public struct Song: Sendable {
        public var accompaniment: [Float]
        var vocal: [Float]?
        public var truth: LeadSheet
        var melody: [Note]

        public init(accompaniment: [Float], vocal: [Float]?, truth: LeadSheet, melody: [Note]) {
            self.accompaniment = accompaniment
            self.vocal = vocal
            self.truth = truth
            self.melody = melody
        }
    }

    /// The figures of one song.
    public init(_ song: Song, source: String) {
        songs = 1
        self.source = source
        let heard = AccompanimentAnalysis(song.accompaniment)
        if let estimated = heard.key {
            let relation = KeyRelation(estimated: estimated, reference: song.truth.key)
            key = relation == .exact ? 1 : 0
            keyScore = relation.score
        }
        let spans = ChordEstimator.spans(heard.chords)
        chords = ChordOverlap.majorMinor(estimated: spans, reference: song.truth.chords)
        chordRoots = ChordOverlap.roots(estimated: spans, reference: song.truth.chords)
        // The tracker has no beats after the music's end, or before its beginning.
        beatF = RhythmJudge.beatF(estimated: heard.beats, reference: song.truth.beats)
        beatFAtAnyLevel = RhythmJudge.beatFAtAnyLevel(estimated: heard.beats, reference: song.truth.beats)
        let counted = MeterEstimator().meter(
            beats: heard.beats, envelope: OnsetEnvelope(of: song.accompaniment), chroma: heard.chroma)
        meter = counted.map { $0 == song.truth.meter ? 1 : 0 }
        let known = heard.tones.indices.map { index -> Set<Int> in
            let chord = song.truth.chord(at: (Double(index) + 0.5) * ToneSets.step)
            return Set((chord?.pitchClasses ?? []).map(\.value))
        }
        let sounding = known.indices.filter { !known[$0].isEmpty }
        toneF1 = ToneSets.f1(sounding.map { heard.tones[$0] }, sounding.map { known[$0] })
        let notes = NoteEstimator().notes(in: song.accompaniment).enumerated().flatMap { frame, pitches in
            song.truth.chord(at: Double(frame) * NoteEstimator.step).map { chord in
                pitches.map { chord.pitchClasses.contains(PitchClass($0)) }
            } ?? []
        }
        notesInChord = notes.isEmpty ? nil : Double(notes.count { $0 }) / Double(notes.count)
        if let vocal = song.vocal, !song.melody.isEmpty {
            let track = PitchTracker().track(vocal)
            let right = song.melody.map { note -> Bool in
                let frame = Int((note.start + note.duration / 2) / track.hopSeconds)
                guard frame < track.frameCount, let midi = track.midi(atFrame: frame) else { return false }
                return abs(Double(midi) - Double(note.pitch)) <= 0.5
            }
            pitch = Double(right.count { $0 }) / Double(right.count)
        }
    }

    /// The mean over songs of each figure that exists.
    public static func mean(_ songs: [EstimatorAccuracy]) -> EstimatorAccuracy? {
        guard var result = songs.first else { return nil }
        func mean(_ figure: WritableKeyPath<EstimatorAccuracy, Double?>) {
            let values = songs.compactMap { $0[keyPath: figure] }
            result[keyPath: figure] = values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
        }
        for (_, _, figure) in Self.figures { mean(figure) }
        result.songs = songs.reduce(0) { $0 + $1.songs }
        return result
    }

    /// Title, what it means, and where it stands.
    public static var figures: [(title: String, meaning: String, path: WritableKeyPath<EstimatorAccuracy, Double?>)] {
        [
            ("key", "share of songs whose key is found", \.key),
            ("key, related keys in part", "MIREX weights: 1 same, .5 fifth, .3 relative, .2 parallel", \.keyScore),
            ("chords", "share of the time under major and minor chords that is named right", \.chords),
            ("chord roots", "share of the time with the right root", \.chordRoots),
            ("beat F", "F measure of the beats, 70 ms", \.beatF),
            ("beat F at any level", "the same, the best of the beats as they are, doubled, halved", \.beatFAtAnyLevel),
            ("beats per bar", "share of songs, three or four", \.meter),
            ("sung pitch", "share of notes right within half a semitone in their middle", \.pitch),
            ("sounding pitch classes", "F measure against the tones of the chord, 100 ms", \.toneF1),
            ("notes", "share of the notes found that belong to the chord; passing notes do not", \.notesInChord),
        ]
    }

    /// - Returns: lines of a table.
    public var table: String {
        let rows = Self.figures.map { title, meaning, path in
            let value = self[keyPath: path].map { String(format: "%5.2f", $0) } ?? "    -"
            return "  " + title.padding(toLength: 28, withPad: " ", startingAt: 0) + value + "  " + meaning
        }
        return (["estimators on \(source), \(songs) songs:"] + rows).joined(separator: "\n")
    }
}
