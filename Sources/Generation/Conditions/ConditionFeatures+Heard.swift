import Conditions
import Listener
import Music
import Recipes

extension ConditionFeatures {
    /// What was heard, for a band whose recipe says the rest.
    /// - Parameter style: nil tells of none.
    init(_ heard: Heard, frames: Int, recipe: Recipe, style: Style?) {
        self.init(frameCount: frames)
        // where nobody sings, the band is told of no voice rather than of a silent one, which it never heard
        if heard.pitch.hertz.contains(where: { $0 > 0 }) {
            setVocal(pitch: heard.pitch, onsets: heard.onsets)
            if !heard.semantics.isEmpty { setSemantics(heard.semantics) }
        }
        setBeats(heard.leadSheet, swing: recipe.swing ?? BeatGridPhase.straight)
        setChords(Self.changes(in: heard.leadSheet.chords))
        holdOuterChords(of: heard.leadSheet)
        if !heard.softChords.isEmpty { blendChords(heard.softChords, share: Self.softShare) }
        if let style { setStyle(style) }
        set(ArrangementSchedule(recipe, heard.leadSheet))
    }

    /// How much of the chord condition is the harmoniser's posterior; the rest is its best path. The prior plays
    /// clearer chords from a path and follows an unsure harmoniser better by the posterior.
    private static let softShare: Float = 0.35

    /// Before the first beat and after the last one the chords nearest to them are played: a sheet's chords begin with
    /// its beats, and where no chord is told the band plays any.
    private mutating func holdOuterChords(of sheet: LeadSheet) {
        let end = Self.time(of: frameCount)
        guard let first = sheet.chords.first, let last = sheet.chords.last else { return }
        for (from, to, chord) in [(0, first.start, first.chord), (last.end, end, last.chord)] where to > from {
            guard let chord else { continue }
            let held = SoftChord(start: from, end: to, chord: chord)
            setChord(from: held.start, to: held.end, tones: held.tones, bass: held.bass)
        }
    }

    /// Neighbours of one chord as one span: a span that was fixed inside a heard one is no change of chord.
    private static func changes(in spans: [LeadSheet.Span]) -> [LeadSheet.Span] {
        spans.reduce(into: []) { merged, span in
            if let last = merged.last, last.chord == span.chord, last.end == span.start {
                merged[merged.count - 1].end = span.end
            } else {
                merged.append(span)
            }
        }
    }
}
