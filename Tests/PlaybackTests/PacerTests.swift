import Playback
import Testing

@Suite struct PacerTests {
    @Test func whatHasNoClockWaits() {
        var pacer = Pacer(sampleRate: 1000, allowance: 100, isNeeded: true)
        #expect(pacer.pass(100, at: 5) == 0)
        #expect(abs(pacer.pass(100, at: 5) - 0.1) < 1e-9)
        #expect(pacer.ahead(at: 5) == 200)
        #expect(pacer.ahead(at: 5.15) == 50)
        #expect(abs(pacer.pass(100, at: 5.1) - 0.1) < 1e-9)
    }

    @Test func aClockOfItsOwnIsLeftAlone() {
        var pacer = Pacer(sampleRate: 1000, allowance: 100, isNeeded: false)
        // A card that is 1 % fast, for an hour.
        var now = 0.0
        for _ in 0..<36000 {
            #expect(pacer.pass(100, at: now) == 0)
            now += 0.099
        }
        #expect(!pacer.isNeeded)
    }

    @Test func theMissingClockIsNoticed() {
        var pacer = Pacer(sampleRate: 1000, allowance: 100, isNeeded: false)
        let waits = (0..<10).map { _ in pacer.pass(50, at: 1) }
        #expect(pacer.isNeeded)
        #expect(waits.last.map { abs($0 - 0.4) < 1e-9 } ?? false)
    }

    @Test func whatWasMissedIsNotCaughtUp() {
        var pacer = Pacer(sampleRate: 1000, allowance: 100, isNeeded: true)
        _ = pacer.pass(100, at: 0)
        #expect(pacer.pass(100, at: 60) == 0)
        #expect(abs(pacer.pass(200, at: 60) - 0.1) < 1e-9)
    }
}
