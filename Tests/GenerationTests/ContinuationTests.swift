import Foundation
import Generation
import Music
import Recipes
import Signal
import Testing

@Suite struct ContinuationTests {
    /// Beats of half a second in 4/4 from .25 s on, C F G C a bar each, as long as the recording.
    private func sheet(seconds: Double) -> LeadSheet {
        let beats = Array(stride(from: 0.25, to: seconds, by: 0.5))
        let chords = ["C", "F", "G", "C"].map { Chord(parsing: $0) }
        return LeadSheet(
            beats: beats, downbeats: Array(stride(from: 0, to: beats.count, by: 4)), meter: 4,
            key: Key(tonic: PitchClass(0), mode: .major),
            chords: stride(from: 0.25, to: seconds, by: 2).enumerated().map { index, start in
                .init(start: start, end: min(start + 2, seconds), chord: chords[index % 4])
            })
    }

    private func noise(_ seconds: Double, rate: Double = 44_100) -> AudioBuffer {
        var random = SeededGenerator(seed: 3)
        return AudioBuffer(sampleRate: rate, mono: random.normals(Int(seconds * rate)).map { $0 * 0.1 })
    }

    /// The beats go on at their tempo, bar lines where they were, and the last eight bars' chords come again.
    @Test func beatsAndChordsGoOn() throws {
        let sheet = sheet(seconds: 40)
        let continuation = Continuation(of: noise(40), sheet, seconds: 30, recipe: Recipe(system: "melody"))
        let carried = try #require(continuation.order.recipe.leadSheet).shifted(by: continuation.offset)
        for (beat, next) in zip(carried.beats, carried.beats.dropFirst()) { #expect(abs(next - beat - 0.5) < 1e-6) }
        #expect(carried.beats.last ?? 0 >= 69.5)
        for downbeat in carried.downbeats {
            #expect(abs((carried.beats[downbeat] - 0.25).remainder(dividingBy: 2)) < 1e-6)
        }
        // bars of the whole song's form, which is four bars long
        for bar in 20..<34 {
            let middle = 0.25 + 2 * Double(bar) + 1
            let chord = carried.chords.first { $0.start <= middle && middle < $0.end }?.chord
            #expect(chord == Chord(parsing: ["C", "F", "G", "C"][bar % 4]), "bar \(bar)")
        }
        for (span, next) in zip(carried.chords, carried.chords.dropFirst()) {
            #expect(span.start < span.end && span.end <= next.start + 1e-6)
        }
    }

    /// Of a long recording only the end is heard again, whatever its length.
    @Test(arguments: [2.0, 40, 90]) func onlyTheEndIsHeardAgain(seconds: Double) {
        let audio = noise(seconds)
        let continuation = Continuation(of: audio, sheet(seconds: seconds), seconds: 10, recipe: Recipe())
        #expect(abs(continuation.offset + continuation.known - seconds) < 1e-6)
        #expect(continuation.known <= 24 && abs(continuation.order.vocal.duration - continuation.known - 10) < 1e-3)
    }

    /// The recording's own samples stay but for the fade, in all its channels.
    @Test func theRecordingStays() throws {
        let mono = noise(5)
        let audio = AudioBuffer(sampleRate: 44_100, channels: [mono.mono(), mono.mono().map { -$0 }])
        let sheet = sheet(seconds: 5)
        let continuation = Continuation(of: audio, sheet, seconds: 2, recipe: Recipe())
        let made = MadeTake(
            stems: ["band": AudioBuffer(sampleRate: 24_000, mono: .init(repeating: 0.25, count: 7 * 24_000))],
            leadSheet: sheet, modelHash: "")
        let whole = try continuation.joined(audio, made)
        #expect(whole.channelCount == 2 && abs(whole.duration - 7) < 0.001)
        let fade = Int(0.021 * 44_100)
        #expect(whole.channels[1][..<(audio.frameCount - fade)] == audio.channels[1][..<(audio.frameCount - fade)])
        #expect(
            whole.channels[0][(audio.frameCount + 100)..<(audio.frameCount + 80_000)].allSatisfy {
                abs($0 - 0.25) < 0.01
            })
    }
}
