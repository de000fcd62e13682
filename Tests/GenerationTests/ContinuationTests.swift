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

    /// Of a long recording only the end is heard again, whatever its length.
    @Test(arguments: [2.0, 40, 90]) func onlyTheEndIsHeardAgain(seconds: Double) {
        let audio = noise(seconds)
        let continuation = Continuation(of: audio, sheet(seconds: seconds), seconds: 10, recipe: Recipe())
        #expect(abs(continuation.offset + continuation.known - seconds) < 1e-6)
        #expect(continuation.known <= 24 && abs(continuation.order.vocal.duration - continuation.known) < 1e-3)
        #expect(continuation.order.goesOn)
        #expect(continuation.order.recipe.reroll == continuation.known..<(continuation.known + 10))
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

    /// Peaks of what comes bend under full scale; the rest and the recording stay as they are.
    @Test func nothingClips() throws {
        let audio = AudioBuffer(sampleRate: 24_000, mono: .init(repeating: 0.95, count: 24_000))
        let loud = (0..<72_000).map { 2 * Float(sin(Double($0) / 40)) }
        let sound = try ContinuedSound(audio, known: 1)
        let rest = try sound.append(loud, isLast: true).mono()
        #expect(sound.beginning.mono().allSatisfy { $0 == 0.95 })
        #expect(rest.allSatisfy { abs($0) < 1 } && rest.contains { abs($0) > 0.99 })
        for index in 500..<rest.count where abs(rest[index]) < 0.75 {
            #expect(abs(rest[index] - loud[24_000 - sound.fade + index]) < 1e-4)
        }
    }

    /// Bit by bit it is the same as at once.
    @Test func soundComesBitByBit() throws {
        let audio = noise(5)
        let made = noise(9, rate: 24_000).mono()
        let whole = try ContinuedSound(audio, known: 5).append(made, isLast: true).mono()
        let parts = try ContinuedSound(audio, known: 5)
        var sound: [Float] = []
        for start in stride(from: 0, to: made.count, by: 31_000) {
            let end = min(start + 31_000, made.count)
            sound += try parts.append(Array(made[start..<end]), isLast: end == made.count).mono()
        }
        #expect(sound == whole && parts.fade == 882)
        #expect(abs(Double(whole.count) / 44_100 - 4.02) < 0.001)
        #expect(parts.beginning.frameCount == audio.frameCount - 882)
    }
}
