import Conditions
import Foundation
import Listener
import Music
import Testing

@Suite struct ConditionFeaturesTests {
    private typealias Layout = ConditionLayout

    private func value(_ features: ConditionFeatures, _ frame: Int, _ feature: Int) -> Float {
        features.values[frame * Layout.count + feature]
    }

    private func row(_ features: ConditionFeatures, _ frame: Int, _ range: Range<Int>) -> [Float] {
        range.map { value(features, frame, $0) }
    }

    private func flags(_ features: ConditionFeatures, _ frame: Int) -> [Float] { row(features, frame, Layout.presence) }

    /// Flags of these sources.
    private func given(_ sources: Layout.Source...) -> [Float] { given(sources) }
    private func given(_ sources: [Layout.Source]) -> [Float] {
        Layout.Source.allCases.map { sources.contains($0) ? 1 : 0 }
    }

    private func track(_ hertz: [Float], energy: [Float]? = nil) -> PitchTrack {
        PitchTrack(
            hopSeconds: 256 / 24_000, hertz: hertz, confidence: hertz.map { $0 > 0 ? 1 : 0 },
            energy: energy ?? hertz.map { _ in -20 })
    }

    private func hertz(_ midi: Double) -> Float { Float(440 * exp2((midi - 69) / 12)) }

    @Test func theLayoutHoldsEveryFeatureOnce() {
        let ranges = Layout.Source.allCases.map(Layout.range) + [Layout.presence]
        #expect(ranges.flatMap { Array($0) } == Array(0..<Layout.count))
        #expect(ConditionFeatures(frameCount: 3).values == [Float](repeating: 0, count: 3 * Layout.count))
    }

    /// The centre of the Mel front end's frame n: sample 256 n + 128.
    @Test func framesStandAtTheFrontEndsTimes() {
        #expect(abs(ConditionFeatures.time(of: 0) - 128.0 / 24_000) < 1e-12)
        #expect(abs(ConditionFeatures.time(of: 100) - (25_600 + 128) / 24_000.0) < 1e-12)
    }

    // MARK: vocal

    @Test func aPitchIsItsPitchClass() {
        var features = ConditionFeatures(frameCount: 6)
        let pitch = track(
            [440, hertz(60.5), hertz(71.25), 0, hertz(48)], energy: [-10, -40, -100, -10, -10])
        features.setVocal(pitch: pitch, onsets: [0, 0.7, 9, 0.2, 0])
        let classes = (0..<6).map { row(features, $0, 0..<12) }
        func expect(_ found: [Float], _ wanted: [Int: Float]) {
            for index in 0..<12 { #expect(abs(found[index] - (wanted[index] ?? 0)) < 1e-4) }
        }
        expect(classes[0], [9: 1])
        // between two, each by its nearness; B and C are neighbours too
        expect(classes[1], [0: 0.5, 1: 0.5])
        expect(classes[2], [11: 0.75, 0: 0.25])
        expect(classes[3], [:])
        expect(classes[4], [0: 1])
        expect(classes[5], [:])
        // voicing, onset strength up to 2, loudness over 60 dB
        #expect((0..<6).map { value(features, $0, 16) } == [1, 1, 1, 0, 1, 0])
        #expect((0..<6).map { value(features, $0, 17) } == [0, 0.7, 2, 0.2, 0, 0])
        let loudness = (0..<6).map { value(features, $0, 18) }
        for (found, wanted) in zip(loudness, [1, 0.5, 0, 1, 1, 0] as [Float]) { #expect(abs(found - wanted) < 1e-6) }
        // the flag also where the track has ended
        #expect((0..<6).allSatisfy { flags(features, $0) == given(.vocal) })
    }

    /// Height goes round in two and in four octaves.
    @Test func heightIsTwoCircles() {
        var features = ConditionFeatures(frameCount: 3)
        features.setVocal(pitch: track([hertz(48), hertz(54), hertz(72)]), onsets: [])
        let rows = (0..<3).map { row(features, $0, 12..<16) }
        let wanted: [[Float]] = [
            [0, 1, 0, 1], [1, 0, Float(0.5.squareRoot()), Float(0.5.squareRoot())], [0, 1, 0, -1],
        ]
        for (found, wanted) in zip(rows, wanted) {
            for (a, b) in zip(found, wanted) { #expect(abs(a - b) < 1e-4) }
        }
    }

    @Test func preparedVocalFeaturesAreTheSame() {
        let pitch = track([440, 0, 300, 220]), onsets: [Float] = [0, 1, 0.5, 0]
        var direct = ConditionFeatures(frameCount: 4)
        direct.setVocal(pitch: pitch, onsets: onsets)
        let width = Layout.vocal.count
        let stored = (0..<4).flatMap { row(direct, $0, Layout.vocal) }
        var again = ConditionFeatures(frameCount: 4)
        again.setVocal(features: stored[...])
        #expect(again.values == direct.values)
        // a slice counts from its own start
        var later = ConditionFeatures(frameCount: 2)
        later.setVocal(features: stored[(2 * width)..<(4 * width)])
        #expect(row(later, 0, Layout.vocal) == row(direct, 2, Layout.vocal))
    }

    // MARK: beats

    private func sheet(first: Double = 0.25, beat: Double = 0.5, count: Int = 9, downbeats: [Int] = [1, 5]) -> LeadSheet
    {
        LeadSheet(
            beats: (0..<count).map { first + beat * Double($0) }, downbeats: downbeats, meter: 4, key: Key(index: 0),
            chords: [])
    }

    /// Beats at 0.25 + 0.5 k, the bar at 0.75 + 2 n; also before the first beat and after the last.
    @Test func phasesRunThroughBeatAndBar() {
        var features = ConditionFeatures(frameCount: 700)
        features.setBeats(sheet())
        for frame in 0..<700 {
            let time = ConditionFeatures.time(of: frame)
            let beat = 2 * Double.pi * (time - 0.25) / 0.5
            let bar = 2 * Double.pi * (time - 0.75) / 2
            let wanted = [sin(beat), cos(beat), sin(bar), cos(bar)]
            for (offset, value) in wanted.enumerated() {
                #expect(abs(Double(self.value(features, frame, 19 + offset)) - value) < 1e-4)
            }
            #expect(abs(value(features, frame, 25) - Float(log2(1.2))) < 1e-5)
        }
        #expect(flags(features, 699) == given(.beats))
    }

    @Test func withoutDownbeatsTheFirstBeatIsOne() {
        var features = ConditionFeatures(frameCount: 300)
        features.setBeats(sheet(downbeats: []))
        let wanted = 2 * Double.pi * (ConditionFeatures.time(of: 200) - 0.25) / 2
        #expect(abs(Double(value(features, 200, 21)) - sin(wanted)) < 1e-4)
    }

    @Test func pulsesStandOnBeatsAndDownbeats() {
        var features = ConditionFeatures(frameCount: 430)
        let sheet = sheet()
        features.setBeats(sheet)
        for frame in 0..<430 {
            func height(_ beats: [Double]) -> Double {
                let place = { (time: Double) in (time - 128.0 / 24_000) / (256.0 / 24_000) }
                return beats.map { max(0, 1 - abs(Double(frame) - place($0)) / 2) }.max() ?? 0
            }
            #expect(abs(Double(value(features, frame, 23)) - height(sheet.beats)) < 1e-4)
            #expect(abs(Double(value(features, frame, 24)) - height(sheet.downbeats.map { sheet.beats[$0] })) < 1e-4)
        }
    }

    @Test func tempoFollowsTheBeats() {
        var features = ConditionFeatures(frameCount: 400)
        var sheet = sheet()
        sheet.beats = [0, 0.5, 1, 1.6, 2.2, 2.8]
        sheet.downbeats = [0, 4]
        features.setBeats(sheet)
        #expect(abs(value(features, 20, 25) - Float(log2(1.2))) < 1e-5)
        #expect(abs(value(features, 130, 25)) < 1e-5)
        #expect(abs(value(features, 390, 25)) < 1e-5)
    }

    @Test func oneBeatIsNoGrid() {
        var features = ConditionFeatures(frameCount: 4)
        features.setBeats(sheet(count: 1))
        #expect(features.values.allSatisfy { $0 == 0 })
    }

    // MARK: chords

    @Test func chordsStandOnExactFrames() throws {
        var features = ConditionFeatures(frameCount: 300)
        // frame 93 is centred before 1 s (0.99733), frame 94 after it
        features.setChords([
            .init(start: 0, end: 1, chord: Chord(parsing: "D/F#")),
            .init(start: 1, end: 2.001, chord: Chord(parsing: "Am7")),
            .init(start: 2.001, end: 2.5, chord: nil),
        ])
        func tones(_ frame: Int) -> [Int] { (0..<12).filter { value(features, frame, 26 + $0) == 1 } }
        func bass(_ frame: Int) -> [Int] { (0..<12).filter { value(features, frame, 38 + $0) == 1 } }
        for frame in 0..<94 {
            #expect(tones(frame) == [2, 6, 9])
            #expect(bass(frame) == [6])
        }
        for frame in 94..<188 {
            #expect(tones(frame) == [0, 4, 7, 9])
            #expect(bass(frame) == [9])
        }
        for frame in 188..<300 { #expect(row(features, frame, 26..<50).allSatisfy { $0 == 0 }) }
        // the change stands between frames 93 and 94, a quarter of a frame from the first
        #expect(abs(value(features, 93, 50) - 0.875) < 1e-4)
        #expect(abs(value(features, 94, 50) - 0.625) < 1e-4)
        #expect(value(features, 91, 50) == 0 && value(features, 96, 50) == 0)
        #expect(flags(features, 0) == given(.chords))
    }

    @Test(arguments: [
        ("Cadd9", [0, 2, 4, 7]), ("C6/9", [0, 2, 4, 7, 9]), ("C9", [0, 2, 4, 7, 10]), ("C11", [0, 2, 5, 7, 10]),
        ("C7b9", [0, 1, 4, 7, 10]), ("Cm7b5", [0, 3, 6, 10]), ("Cdim7", [0, 3, 6, 9]),
    ])
    func ninthsReachTheBand(name: String, wanted: [Int]) {
        var features = ConditionFeatures(frameCount: 10)
        features.setChords([.init(start: 0, end: 1, chord: Chord(parsing: name))])
        #expect((0..<12).filter { value(features, 5, 26 + $0) == 1 } == wanted)
        #expect((0..<12).filter { value(features, 5, 38 + $0) == 1 } == [0])
    }

    private func soft(_ start: Double, _ end: Double) -> SoftChord {
        SoftChord(
            start: start, end: end, tones: (0..<12).map { Float($0) / 12 }, bass: (0..<12).map { 1 - Float($0) / 12 })
    }

    @Test func blendingMovesTowardsThePosterior() {
        func blended(_ share: Float) -> ConditionFeatures {
            var features = ConditionFeatures(frameCount: 200)
            features.setChords([.init(start: 0, end: 3, chord: Chord(parsing: "C"))])
            features.blendChords([soft(1, 1.5), soft(9, 10), soft(-3, -2)], share: share)
            return features
        }
        let (none, part, all) = (blended(0), blended(0.35), blended(1))
        for index in 0..<12 {
            let hard: Float = [0, 4, 7].contains(index) ? 1 : 0, root: Float = index == 0 ? 1 : 0
            #expect(value(none, 100, 26 + index) == hard)
            #expect(abs(value(part, 100, 26 + index) - (0.65 * hard + 0.35 * Float(index) / 12)) < 1e-6)
            #expect(abs(value(all, 100, 26 + index) - Float(index) / 12) < 1e-6)
            #expect(abs(value(part, 100, 38 + index) - (0.65 * root + 0.35 * (1 - Float(index) / 12))) < 1e-6)
            // outside of the cells nothing moves
            #expect(value(all, 93, 26 + index) == hard && value(all, 141, 26 + index) == hard)
        }
        #expect((0..<200).allSatisfy { value(all, $0, 50) == value(none, $0, 50) })
    }

    @Test func faintChordsKeepTheirChanges() {
        var features = ConditionFeatures(frameCount: 20)
        features.setChords([.init(start: 0.05, end: 1, chord: Chord(parsing: "C"))])
        let before = features
        features.scaleChords(0.5)
        for frame in 0..<20 {
            for feature in 0..<Layout.count {
                let factor: Float = (26..<50).contains(feature) ? 0.5 : 1
                #expect(value(features, frame, feature) == factor * value(before, frame, feature))
            }
        }
    }

    // MARK: everything

    private func full(_ frames: Int = 200) -> ConditionFeatures {
        var features = ConditionFeatures(frameCount: frames)
        features.setVocal(
            pitch: track((0..<frames).map { hertz(60 + Double($0 % 12)) }), onsets: (0..<frames).map { _ in 0.5 })
        features.setBeats(sheet())
        features.setChords([.init(start: 0, end: 3, chord: Chord(parsing: "F#m"))])
        features.setStyle(.rock)
        features.setFamilies([.drums, .keys])
        features.setCurve(.density) { Float($0) / 100 }
        features.setCurve(.brightness) { _ in -1 }
        features.setCurve(.level) { _ in 0.5 }
        features.setSemantics((0..<((frames + 1) / 2 * Layout.semanticWidth)).map { Float($0 % 7) - 3.5 })
        return features
    }

    @Test func theStyleIsOneOfMany() {
        let features = full()
        let wanted = (0..<Layout.style.count).map { Style.allCases.firstIndex(of: .rock) == $0 ? Float(1) : 0 }
        #expect(row(features, 7, Layout.style) == wanted)
        #expect(flags(features, 7) == given(Layout.Source.allCases))
    }

    @Test func theBandsFamiliesAndCurvesStandInTheirPlaces() {
        let features = full()
        #expect(row(features, 7, Layout.families) == [1, 0, 1, 0, 0, 0, 0])
        #expect(value(features, 50, Layout.density.lowerBound) == 0.5)
        #expect(value(features, 50, Layout.brightness.lowerBound) == -1)
        #expect(value(features, 50, Layout.level.lowerBound) == 0.5)
        var changing = ConditionFeatures(frameCount: 4)
        changing.setFamilies { $0 < 2 ? [.bass] : [.bass, .lead] }
        #expect(row(changing, 1, Layout.families) == [0, 1, 0, 0, 0, 0, 0])
        #expect(row(changing, 2, Layout.families) == [0, 1, 0, 0, 0, 0, 1])
    }

    /// Two Mel frames a token; a crop begins at its own token, and beyond the last one nothing is heard.
    @Test func semanticsStandUnderTheirTokens() {
        let width = Layout.semanticWidth
        let heard = (0..<(5 * width)).map { Float($0) }
        var features = ConditionFeatures(frameCount: 8)
        features.setSemantics(heard, from: 2)
        for frame in 0..<8 {
            let token = 2 + frame / 2
            let wanted =
                token < 5 ? Array(heard[(token * width)..<((token + 1) * width)]) : .init(repeating: 0, count: width)
            #expect(row(features, frame, Layout.semantics) == wanted)
            #expect(flags(features, frame) == given(.semantics))
        }
    }

    /// With swing the middle of a beat comes later, the beat itself stays.
    @Test func swingMovesTheMiddleOfABeat() {
        let period = 64 * ConditionFeatures.hopSeconds
        let beats = (0..<6).map { ConditionFeatures.time(of: 64 * $0) }
        let sheet = LeadSheet(beats: beats, downbeats: [0, 4], meter: 4, key: Key(index: 0), chords: [])
        #expect(abs(sheet.beats[1] - sheet.beats[0] - period) < 1e-9)
        var features = ConditionFeatures(frameCount: 300)
        features.setBeats(sheet, swing: 0.75)
        func phase(_ frame: Int) -> Double {
            let angle = atan2(Double(value(features, frame, 19)), Double(value(features, frame, 20))) / (2 * .pi)
            return angle < -1e-4 ? angle + 1 : angle
        }
        #expect(abs(phase(64)) < 1e-3)
        #expect(abs(phase(64 + 24) - 0.25) < 1e-3)
        #expect(abs(phase(64 + 48) - 0.5) < 1e-3)
        #expect(abs(phase(64 + 56) - 0.75) < 1e-3)
    }

    @Test(arguments: ConditionLayout.Source.allCases)
    func droppingRemovesASourceAndItsFlag(source: ConditionLayout.Source) {
        let before = full()
        var features = before
        features.drop(source)
        let gone = Set(Layout.range(source)).union([Layout.presence.lowerBound + source.rawValue])
        for frame in 0..<200 {
            for feature in 0..<Layout.count {
                let wanted = gone.contains(feature) ? 0 : value(before, frame, feature)
                #expect(value(features, frame, feature) == wanted)
            }
        }
        #expect(features.values != before.values)
    }

    @Test func slicesReachBeyondTheEnds() {
        let features = full(20), width = Layout.count
        #expect(features.slice(0..<20).values == features.values)
        #expect(features.slice(5..<9).values == Array(features.values[(5 * width)..<(9 * width)]))
        let early = features.slice(-3..<2)
        #expect(early.frameCount == 5)
        #expect(early.values == [Float](repeating: 0, count: 3 * width) + features.values.prefix(2 * width))
        let late = features.slice(18..<24)
        #expect(late.values == features.values.suffix(2 * width) + [Float](repeating: 0, count: 4 * width))
        #expect(features.slice(-9 ..< -4).values == [Float](repeating: 0, count: 5 * width))
        #expect(features.slice(20..<22).values == [Float](repeating: 0, count: 2 * width))
        #expect(features.slice(3..<3).values.isEmpty)
    }

    /// A lead sheet moved by whole frames gives the conditions of the later frames.
    @Test func conditionsMoveWithTheirTimes() {
        var whole = ConditionFeatures(frameCount: 300), part = ConditionFeatures(frameCount: 100)
        var sheet = sheet()
        sheet.chords = [
            .init(start: 0.1, end: 1.3, chord: Chord(parsing: "C")),
            .init(start: 1.3, end: 2.2, chord: Chord(parsing: "G")),
        ]
        whole.setBeats(sheet)
        whole.setChords(sheet.chords)
        let moved = sheet.shifted(by: -80 * ConditionFeatures.hopSeconds)
        part.setBeats(moved)
        part.setChords(moved.chords)
        let worst = zip(whole.slice(80..<180).values, part.values).map { abs($0 - $1) }.max() ?? 1
        #expect(worst < 1e-4)
    }
}
