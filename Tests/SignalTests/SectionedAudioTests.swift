import Signal
import Testing

@Suite struct SectionedAudioTests {
    private func section(_ samples: [Float]) -> AudioBuffer { AudioBuffer(sampleRate: 8_000, mono: samples) }

    @Test func sectionsLieBackToBack() {
        var audio = SectionedAudio(section([]))
        #expect(audio.frameCount == 0 && audio.joined.channels == [[]])
        audio.append(section([1, 2, 3]))
        audio.append(section([]))
        audio.append(section([4]))
        #expect(audio.sections.count == 2 && audio.frameCount == 4 && audio.duration == 0.0005)
        #expect(audio.mono() == [1, 2, 3, 4])
        #expect(audio.joined == section([1, 2, 3, 4]))
    }

    /// A track in sections plays the samples of the track in one piece, from wherever it is asked.
    @Test func aMixOfSectionsIsTheMixOfTheWhole() {
        let samples = (0..<1000).map { Float($0) / 1000 }
        var parts = SectionedAudio(section(Array(samples[..<10])))
        for start in stride(from: 10, to: 1000, by: 130) {
            parts.append(section(Array(samples[start..<min(start + 130, 1000)])))
        }
        func plan(_ track: MixPlan.Track) -> MixPlan {
            MixPlan(sampleRate: 8_000, firstFrame: -20, frameCount: 1100, tracks: [track])
        }
        let whole = plan(.init(StripID(lane: 0), name: "a", audio: section(samples), start: 40))
        let sectioned = plan(.init(StripID(lane: 0), name: "a", sections: parts, start: 40))
        func mixed(_ plan: MixPlan, _ frames: Range<Int>) -> AudioBuffer {
            var renderer = MixRenderer(plan)
            return renderer.render(frames)
        }
        for frames in [-20..<1100, 45..<60, 49..<51, 170..<700, 1039..<1045] {
            #expect(mixed(whole, frames) == mixed(sectioned, frames))
        }
    }
}
