import Foundation
import Listener
import Music

/// What a band is told, on the Mel grid: `values[frame * ConditionLayout.count + feature]`.
public struct ConditionFeatures: Sendable {
    public let frameCount: Int
    public private(set) var values: [Float]

    /// Seconds between frames and the centre of frame 0: those of the Mel front end.
    public static let hopSeconds = 256.0 / 24_000
    static let firstCentre = 128.0 / 24_000

    public static func time(of frame: Int) -> Double { firstCentre + Double(frame) * hopSeconds }

    /// Nothing given.
    public init(frameCount: Int) {
        self.frameCount = frameCount
        values = [Float](repeating: 0, count: frameCount * ConditionLayout.count)
    }

    public init(frameCount: Int, values: [Float]) {
        precondition(values.count == frameCount * ConditionLayout.count)
        self.frameCount = frameCount
        self.values = values
    }

    private mutating func set(_ frame: Int, _ feature: Int, _ value: Float) {
        values[frame * ConditionLayout.count + feature] = value
    }

    private mutating func mark(_ source: ConditionLayout.Source) {
        for frame in 0..<frameCount { set(frame, ConditionLayout.presence.lowerBound + source.rawValue, 1) }
    }

    /// What is sung.
    /// - Parameter onsets: strength per frame, about 0...1.
    public mutating func setVocal(pitch: PitchTrack, onsets: [Float]) {
        let start = ConditionLayout.vocal.lowerBound
        let loudest = pitch.energy.max() ?? 0
        for frame in 0..<min(frameCount, pitch.hertz.count) {
            let hertz = pitch.hertz[frame]
            if hertz > 0 {
                let midi = 69 + 12 * log2(Double(hertz) / 440)
                // linear between the two neighbouring pitch classes, so that drift and vibrato move it smoothly
                let below = midi.rounded(.down)
                let share = Float(midi - below)
                set(frame, start + PitchClass(Int(below)).value, 1 - share)
                set(frame, start + PitchClass(Int(below) + 1).value, share)
                for (index, period) in [24.0, 48.0].enumerated() {
                    set(frame, start + 12 + 2 * index, Float(sin(2 * .pi * midi / period)))
                    set(frame, start + 13 + 2 * index, Float(cos(2 * .pi * midi / period)))
                }
                set(frame, start + 16, 1)
            }
            if frame < onsets.count { set(frame, start + 17, min(onsets[frame], 2)) }
            set(frame, start + 18, max(0, 1 + (pitch.energy[frame] - loudest) / 60))
        }
        mark(.vocal)
    }

    /// What is sung, from features made before by `setVocal(pitch:onsets:)`.
    public mutating func setVocal(features: ArraySlice<Float>) {
        let width = ConditionLayout.vocal.count
        for frame in 0..<min(frameCount, features.count / width) {
            for feature in 0..<width {
                set(
                    frame, ConditionLayout.vocal.lowerBound + feature,
                    features[features.startIndex + frame * width + feature])
            }
        }
        mark(.vocal)
    }

    /// Where beats and bars are.
    /// - Parameter swing: share of a beat at which its second half begins; the band is told of a beat that goes unevenly.
    public mutating func setBeats(_ sheet: LeadSheet, swing: Double = BeatGridPhase.straight) {
        guard sheet.beats.count > 1 else { return }
        let start = ConditionLayout.beats.lowerBound
        let grid = BeatGridPhase(sheet)
        for frame in 0..<frameCount {
            let time = Self.time(of: frame)
            let (beat, bar, tempo) = grid.phase(at: time, swing: swing)
            set(frame, start, Float(sin(2 * .pi * beat)))
            set(frame, start + 1, Float(cos(2 * .pi * beat)))
            set(frame, start + 2, Float(sin(2 * .pi * bar)))
            set(frame, start + 3, Float(cos(2 * .pi * bar)))
            set(frame, start + 6, Float(log2(tempo / 100)))
        }
        for (index, beat) in sheet.beats.enumerated() {
            pulse(at: beat, start + 4)
            if grid.isDownbeat(index) { pulse(at: beat, start + 5) }
        }
        mark(.beats)
    }

    /// Hard chords of a lead sheet.
    public mutating func setChords(_ spans: [LeadSheet.Span]) {
        for span in spans {
            guard let chord = span.chord else { continue }
            let sure = SoftChord(start: span.start, end: span.end, chord: chord)
            setChord(from: sure.start, to: sure.end, tones: sure.tones, bass: sure.bass)
        }
        markChanges(spans.map(\.start))
    }

    /// Soft chords: probabilities of pitch classes between two times.
    public mutating func setChord(from: Double, to: Double, tones: [Float], bass: [Float]) {
        let start = ConditionLayout.chords.lowerBound
        let first = max(0, Int(((from - Self.firstCentre) / Self.hopSeconds).rounded(.up)))
        let last = min(frameCount, Int(((to - Self.firstCentre) / Self.hopSeconds).rounded(.up)))
        guard first < last else { return }
        for frame in first..<last {
            for index in 0..<12 {
                set(frame, start + index, tones[index])
                set(frame, start + 12 + index, bass[index])
            }
        }
    }

    /// Moves the chords that are set towards a posterior.
    /// - Parameter share: 0 keeps the set chords, 1 takes the posterior alone.
    public mutating func blendChords(_ soft: [SoftChord], share: Float) {
        let (start, width) = (ConditionLayout.chords.lowerBound, ConditionLayout.count)
        for cell in soft {
            let first = max(0, Int(((cell.start - Self.firstCentre) / Self.hopSeconds).rounded(.up)))
            let last = min(frameCount, Int(((cell.end - Self.firstCentre) / Self.hopSeconds).rounded(.up)))
            for frame in first..<max(last, first) {
                for (index, value) in (cell.tones + cell.bass).enumerated() {
                    let place = frame * width + start + index
                    values[place] += share * (value - values[place])
                }
            }
        }
    }

    /// Marks chord changes and that chords are given.
    public mutating func markChanges(_ times: [Double]) {
        for time in times { pulse(at: time, ConditionLayout.chords.lowerBound + 24) }
        mark(.chords)
    }

    public mutating func setStyle(_ style: Style) {
        guard let index = Style.allCases.firstIndex(of: style) else { return }
        for frame in 0..<frameCount { set(frame, ConditionLayout.style.lowerBound + index, 1) }
        mark(.style)
    }

    /// Who plays, the same all along.
    public mutating func setFamilies(_ families: Set<InstrumentFamily>) {
        setFamilies { _ in families }
    }

    /// Who plays in each frame.
    public mutating func setFamilies(_ families: (Int) -> Set<InstrumentFamily>) {
        for frame in 0..<frameCount {
            let playing = families(frame)
            for (index, family) in InstrumentFamily.allCases.enumerated() where playing.contains(family) {
                set(frame, ConditionLayout.families.lowerBound + index, 1)
            }
        }
        mark(.families)
    }

    /// Density, brightness or level, in deviations from what is usual.
    public mutating func setCurve(_ source: ConditionLayout.Source, _ value: (Int) -> Float) {
        precondition(ConditionLayout.range(source).count == 1)
        for frame in 0..<frameCount { set(frame, ConditionLayout.range(source).lowerBound, value(frame)) }
        mark(source)
    }

    /// What the encoder hears in the voice.
    /// - Parameters:
    ///   - features: `[token * semanticWidth + feature]`, two Mel frames a token.
    ///   - first: the token of frame 0.
    public mutating func setSemantics(_ features: [Float], from first: Int = 0) {
        let width = ConditionLayout.semanticWidth
        for frame in 0..<frameCount {
            let token = first + frame / Self.framesPerToken
            guard (0..<features.count / width).contains(token) else { continue }
            let place = frame * ConditionLayout.count + ConditionLayout.semantics.lowerBound
            values.replaceSubrange(place..<(place + width), with: features[(token * width)..<((token + 1) * width)])
        }
        mark(.semantics)
    }

    /// Mel frames in a token of the listener.
    public static let framesPerToken = 2

    /// A triangle of three frames.
    private mutating func pulse(at time: Double, _ feature: Int) {
        let place = (time - Self.firstCentre) / Self.hopSeconds
        for frame in Int(place.rounded(.down)) - 1...Int(place.rounded(.down)) + 2
        where (0..<frameCount).contains(frame) {
            let height = Float(max(0, 1 - abs(Double(frame) - place) / 2))
            let index = frame * ConditionLayout.count + feature
            values[index] = max(values[index], height)
        }
    }

    /// The frames of a range; frames outside of what exists are empty.
    public func slice(_ range: Range<Int>) -> ConditionFeatures {
        let width = ConditionLayout.count
        var cut = [Float](repeating: 0, count: range.count * width)
        let known = range.clamped(to: 0..<frameCount)
        if !known.isEmpty {
            let target = (known.lowerBound - range.lowerBound) * width
            cut.replaceSubrange(
                target..<(target + known.count * width),
                with: values[(known.lowerBound * width)..<(known.upperBound * width)])
        }
        return ConditionFeatures(frameCount: range.count, values: cut)
    }

    /// Withholds a source.
    public mutating func drop(_ source: ConditionLayout.Source) {
        let features = Array(ConditionLayout.range(source)) + [ConditionLayout.presence.lowerBound + source.rawValue]
        for frame in 0..<frameCount {
            for feature in features { set(frame, feature, 0) }
        }
    }

    /// Makes the chords fainter, as those of an unsure harmoniser are.
    public mutating func scaleChords(_ factor: Float) {
        let start = ConditionLayout.chords.lowerBound
        for frame in 0..<frameCount {
            for feature in start..<(start + 24) { values[frame * ConditionLayout.count + feature] *= factor }
        }
    }
}
