import Signal
import Testing

@Suite struct TimebaseTests {
    /// That of the Mel front end.
    private let mel = Timebase(rate: 24_000, hop: 256)

    @Test func secondsBecomeSamplesAndFrames() {
        #expect(mel.frameSeconds == 256 / 24_000.0)
        #expect(mel.sample(at: 1) == 24_000 && mel.sample(at: -0.5) == -12_000)
        #expect(mel.sample(at: 0.00002) == 0 && mel.sample(at: 0.00003) == 1)
        #expect(mel.samples(over: 1) == 24_000 && mel.samples(over: 1.00001) == 24_001)
        #expect(mel.frames(over: 0) == 0 && mel.frames(over: 0.001) == 1)
        #expect(mel.frames(over: 256 / 24_000.0) == 1 && mel.frames(over: 257 / 24_000.0) == 2)
    }

    @Test func framesBecomeSeconds() {
        #expect(mel.start(ofFrame: 3) == 768 / 24_000.0 && mel.centre(ofFrame: 0) == 128 / 24_000.0)
        #expect(mel.seconds(ofSample: 12_000) == 0.5)
        for frame in [0, 1, 17, 2_343] {
            #expect(abs(mel.frame(at: mel.centre(ofFrame: frame)) - Double(frame)) < 1e-9)
        }
        #expect(abs(mel.frame(at: mel.start(ofFrame: 5)) - 4.5) < 1e-9)
    }
}
