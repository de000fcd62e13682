import Signal
import Testing

@Suite struct ClickTrackTests {
    @Test func keepsItsBeats() {
        let track = ClickTrack(beats: [.init(frame: -100, isDownbeat: true)])
        #expect(track.beats.first?.frame == -100)
    }
}
