import Signal
import Testing

@Suite struct AudioBufferSumTests {
    private func buffer(_ channels: [Float]...) -> AudioBuffer { AudioBuffer(sampleRate: 8, channels: channels) }

    @Test func theLongestAndTheWidestDecide() {
        let sum = AudioBuffer.sum([buffer([1, 2]), buffer([10, 20, 30], [40, 50, 60])])
        #expect(sum == buffer([11, 22, 30], [41, 52, 60]))
        #expect(AudioBuffer.sum([AudioBuffer]()) == nil)
    }

    @Test func oneSoundStaysAsItIs() {
        #expect(
            AudioBuffer.sum(["band": buffer([-0.0, 0.5])])?.channels[0].map(\.bitPattern) == [
                (-0.0 as Float).bitPattern, (0.5 as Float).bitPattern,
            ])
    }

    /// Floating point depends on the order: that of the names, whatever order a dictionary has.
    @Test func stemsAreAddedByName() {
        let parts: [String: AudioBuffer] = ["c": buffer([-1e8]), "a": buffer([1e8]), "b": buffer([1])]
        #expect(AudioBuffer.sum(parts) == AudioBuffer.sum([buffer([1e8]), buffer([1]), buffer([-1e8])]))
        #expect(AudioBuffer.sum(parts) == buffer([0]))
    }
}
