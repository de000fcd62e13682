import Foundation
import Music
import Signal
import Songs
import Testing

@Suite struct TapTempoTests {
    @Test func steadyTapsAreTheirTempo() throws {
        let heard = try TapTempo(taps: [1, 1.5, 2, 2.5, 3])
        #expect(abs(heard.tempo - 120) < 1e-9 && abs(heard.first - 1) < 1e-9 && heard.rejected == 0)
    }

    /// Hands are off by 20 ms, forget beats, hit twice and once hit beside.
    @Test(arguments: 0..<40 as Range<UInt64>) func handsAreUneven(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        func draw() -> Double { Double(generator.next() >> 11) * 0x1p-53 }
        let period = 60 / (60 + 120 * draw())
        let start = 3 * draw()
        var taps = (0..<16).filter { $0 != 5 && $0 != 11 }.map {
            start + Double($0) * period + (draw() - 0.5) * 0.04
        }
        taps.append(taps[7] + 0.06)
        taps.append(taps[3] + period * 0.45)
        let heard = try TapTempo(taps: taps)
        #expect(abs(heard.period / period - 1) < 0.01, "\(heard.tempo) instead of \(60 / period)")
        #expect(abs(heard.first - start) < 0.03)
        #expect(heard.rejected >= 1)
    }

    @Test func tooFewOrTooUnevenTapsTellNothing() {
        #expect(throws: SheetEditError.tooFewTaps(needed: 3)) { try TapTempo(taps: [1, 2]) }
        #expect(throws: SheetEditError.self) { try TapTempo(taps: [1, 1, 1, 1]) }
        #expect(throws: SheetEditError.unsteadyTaps) { try TapTempo(taps: [0, 0.31, 0.9, 1.32, 1.44, 2.6, 2.9]) }
    }

    @Test func tapsMakeAGrid() throws {
        var sheet = SongSheet(leadSheet: Samples.sheet)
        try sheet.setGrid(taps: [1.2, 1.6, 2.0, 2.4], duration: 4.5)
        #expect(abs(sheet.leadSheet.tempo - 150) < 1e-6)
        let bars = sheet.leadSheet.downbeats.map { sheet.leadSheet.beats[$0] }
        #expect(bars.contains { abs($0 - 1.2) < 1e-9 })
        #expect(sheet.isGridLocked && sheet.leadSheet.beats.last.map { $0 < 4.5 } == true)
        var kept = SongSheet(leadSheet: Samples.sheet)
        try kept.setGrid(taps: [1.2, 1.6, 2.0, 2.4], keepingBars: true, duration: 4.5)
        // the beat nearest to 0.5 s is at 0.4 s
        #expect(kept.leadSheet.downbeats.contains { abs(kept.leadSheet.beats[$0] - 0.4) < 1e-9 })
    }
}
