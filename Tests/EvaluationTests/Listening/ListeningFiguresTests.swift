import Evaluation
import Listener
import Music
import Testing

struct ListeningFiguresTests {
    private let beats = (0..<32).map { 0.5 + Double($0) * 0.5 }

    private func sheet(beats: [Double], key: String = "C", meter: Int = 4, chord: String = "C") throws -> LeadSheet {
        LeadSheet(
            beats: beats, downbeats: Array(stride(from: 0, to: beats.count, by: meter)), meter: meter,
            key: try #require(Key(parsing: key)),
            chords: [.init(start: 0, end: 17, chord: Chord(parsing: chord))])
    }

    private func heard(_ sheet: LeadSheet, hertz: [Float] = [220, 220, 0, 0]) -> Heard {
        let flat = [Float](repeating: 0, count: hertz.count)
        return Heard(
            pitch: PitchTrack(hopSeconds: 0.01, hertz: hertz, confidence: flat, energy: flat), notes: [], onsets: flat,
            leadSheet: sheet)
    }

    @Test func whatIsRightIsOne() throws {
        let truth = ListeningTruth(sheet: try sheet(beats: beats), hertz: [220, nil, 0, 0])
        let figures = ListeningFigures(heard(truth.sheet), truth: truth)
        for column in ListeningFigures.columns {
            let expected = ["relative", "fifth"].contains(column.heading) ? 0.0 : 1
            #expect(figures[keyPath: column.figure] == expected, "\(column.heading)")
        }
    }

    @Test func halfTheTempoIsRightAtAnotherLevel() throws {
        let truth = ListeningTruth(sheet: try sheet(beats: beats), hertz: [])
        let half = try sheet(beats: beats.indices.filter { $0 % 2 == 1 }.map { beats[$0] }, key: "Am", meter: 3)
        let figures = ListeningFigures(heard(half), truth: truth)
        #expect(figures.tempo == 0 && figures.tempoAtAnyLevel == 1 && figures.meter == 0)
        #expect(abs((figures.beatF ?? 0) - 2.0 / 3) < 1e-9 && (figures.beatFAtAnyLevel ?? 0) > 0.97)
        #expect(figures.downbeatF == 0)
        #expect(figures.key == 0 && figures.keyRelative == 1 && figures.keyScore == 0.3)
        #expect(figures.voicingF1 == nil)
    }

    @Test func whoGivesUpGetsNothing() throws {
        let truth = ListeningTruth(sheet: try sheet(beats: beats), hertz: [220])
        let figures = ListeningFigures(nil, truth: truth)
        #expect(ListeningFigures.columns.allSatisfy { figures[keyPath: $0.figure] == 0 })
        let right = ListeningFigures(heard(truth.sheet, hertz: [220]), truth: truth)
        let mean = ListeningFigures.mean([figures, right])
        #expect(mean.beatF == 0.5 && mean.key == 0.5 && mean.rawPitch == 0.5)
        #expect(ListeningFigures.mean([]).beatF == nil)
    }

    @Test(arguments: [
        ("C", "C", KeyRelation.exact), ("G", "C", .fifth), ("F", "C", .fifth), ("Am", "C", .relative),
        ("C", "Am", .relative), ("Cm", "C", .parallel), ("D", "C", .other), ("Em", "C", .other), ("Em", "Am", .fifth),
    ])
    func keysAreRelated(estimated: String, reference: String, relation: KeyRelation) throws {
        #expect(
            try KeyRelation(
                estimated: #require(Key(parsing: estimated)), reference: #require(Key(parsing: reference))) == relation)
    }

    @Test func temposAreRightWithinFourPercent() {
        #expect(TempoAgreement.isRight(estimated: 124, reference: 120))
        #expect(!TempoAgreement.isRight(estimated: 126, reference: 120))
        #expect(!TempoAgreement.isRight(estimated: 0, reference: 0))
        for level in [60.0, 120, 240, 360, 40] {
            #expect(TempoAgreement.isRightAtAnyLevel(estimated: level, reference: 120))
        }
        #expect(!TempoAgreement.isRightAtAnyLevel(estimated: 90, reference: 120))
        #expect(!TempoAgreement.isRightAtAnyLevel(estimated: 0, reference: 120))
    }

    @Test func thirdsRunFromUnsureToSure() throws {
        let songs = [(0.9, 1.0), (0.1, 0), (0.5, 0.5), (0.8, 0.8), (0.2, 0.2), (0.6, 0.6), (0.95, 0.9)]
            .map { (confidence: $0.0, figure: $0.1) }
        let thirds = try #require(ConfidenceThirds(songs)).thirds
        #expect(thirds.map(\.songs) == [2, 2, 3])
        #expect(zip(thirds.map(\.figure), [0.1, 0.55, 0.9]).allSatisfy { abs($0 - $1) < 1e-9 })
        #expect(thirds[0].confidence < thirds[1].confidence && thirds[1].confidence < thirds[2].confidence)
        #expect(ConfidenceThirds(Array(songs.prefix(2))) == nil)
    }
}
