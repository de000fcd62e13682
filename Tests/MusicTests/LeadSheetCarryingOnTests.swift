import Music
import Testing

@Suite struct LeadSheetCarryingOnTests {
    /// 120 BPM in four from .5 s on, C F G Am a bar each, to 16.5 s.
    private let sheet = LeadSheet(
        beats: (0...32).map { 0.5 + Double($0) * 0.5 }, downbeats: Array(stride(from: 0, through: 32, by: 4)), meter: 4,
        key: Key(index: 0),
        chords: (0..<8).map {
            .init(
                start: 0.5 + Double($0) * 2, end: 2.5 + Double($0) * 2,
                chord: Chord(parsing: ["C", "F", "G", "Am"][$0 % 4]))
        })

    private func chord(_ sheet: LeadSheet, at time: Double) -> String? { sheet.chord(at: time)?.description }

    @Test func barsAndChordsGoOnBothWays() {
        let wide = sheet.carriedOn(from: 0..<16, over: -8..<40)
        for (beat, next) in zip(wide.beats, wide.beats.dropFirst()) { #expect(abs(next - beat - 0.5) < 1e-9) }
        #expect(wide.beats[0] <= -8 && (wide.beats.last ?? 0) >= 40 && wide.problem == nil)
        #expect(wide.downbeatTimes.allSatisfy { abs(($0 - 0.5).remainder(dividingBy: 2)) < 1e-9 })
        for bar in -3..<19 {
            let name = ["C", "F", "G", "Am"][((bar % 4) + 4) % 4]
            #expect(chord(wide, at: 1.5 + 2 * Double(bar)) == name, "bar \(bar)")
        }
        for (span, next) in zip(wide.chords, wide.chords.dropFirst()) { #expect(span.end <= next.start + 1e-9) }
        // what it was made for stays
        for time in stride(from: 0.6, to: 16, by: 0.5) { #expect(chord(wide, at: time) == chord(sheet, at: time)) }
    }

    /// More of it begins as less of it.
    @Test func longerSheetsBeginAsShorterOnes() {
        let (short, long) = (sheet.carriedOn(from: 0..<16, over: 0..<24), sheet.carriedOn(from: 0..<16, over: 0..<600))
        #expect(long.beats.starts(with: short.beats) && long.cut(at: 23).chords == short.cut(at: 23).chords)
    }

    @Test func withoutBeatsThereIsNothingToCarryOn() {
        var bare = sheet
        (bare.beats, bare.downbeats) = ([], [])
        #expect(bare.carriedOn(from: 0..<16, over: -5..<30) == bare)
    }

    @Test func cutting() {
        let cut = sheet.cut(at: 7)
        #expect(cut.beats.last == 8.5 && cut.downbeatTimes.last == 8.5 && cut.chords.last?.end == 7)
        #expect(sheet.cut(at: 100) == sheet)
    }
}
