import Interface
import Signal
import Terminal
import Testing

@Suite struct MixerPanelTests {
    @Test func aClipIsAWord() {
        #expect(SampleSong.canvas(40, 120).text.contains("CLIP"))
        #expect(!SampleSong.canvas(40, 120) { $0.deck.master.hasClipped = false }.text.contains("CLIP"))
    }

    @Test func stripsFollowTheAuditionedTake() {
        let text = SampleSong.canvas(40, 160) {
            $0.song.takes[1].stems = ["drums", "bass", "keys"].map { .init(name: $0, file: "x") }
        }.text
        for name in ["vocal", "drums", "bass", "keys", "master"] { #expect(text.contains(name), "\(name)") }
        #expect(SampleSong.scene { $0.song.audition = .vocal }.state.stripNames == ["vocal", "band", "master"])
    }

    @Test func gainPanMuteAndSoloAreTold() throws {
        let text = SampleSong.canvas(24, 80) {
            $0.focus = .mixer
            $0.song.lanes[0].strip.isMuted = true
            $0.song.lanes[1].strip.isSoloed = true
        }.text
        let lines = text.split(separator: "\n")
        let vocal = try #require(lines.first { $0.contains("vocal   -1.5") })
        let band = try #require(lines.first { $0.contains("band    +2.0") })
        #expect(vocal.contains("C    M·") && band.contains("L30  ·S"))
        #expect(text.contains("limiter off"))
        #expect(
            SampleSong.canvas(24, 80) { $0.song.master.limiterCeiling = -1 }.text.contains("limiter -1.0"))
    }

    @Test func aLouderLevelIsALongerMeter() {
        func filled(_ level: Float) -> Int {
            SampleSong.canvas(40, 120) {
                $0.deck.levels = [StripID(lane: 0): .init(peak: .init(left: level, right: level))]
                $0.deck.master = .init()
            }.text.filter { $0 == "█" }.count
        }
        #expect(filled(0) < filled(0.05) && filled(0.05) < filled(0.5) && filled(0.5) < filled(1))
    }
}
