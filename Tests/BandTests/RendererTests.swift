import Band
import Foundation
import Music
import Signal
import Testing

@Suite("Renderer")
struct RendererTests {
    /// A bar of two seconds to each chord, and a line in quarters.
    private func score(bars: Int) throws -> Score {
        let chords = try (0..<bars).map { bar in
            // typed, or the requirement would be of an optional that is always there
            let chord: Chord = try #require(Chord(parsing: ["C", "Am", "F/A", "G7"][bar % 4]))
            return LeadSheet.Span(start: Double(bar) * 2, end: Double(bar + 1) * 2, chord: chord)
        }
        return Score(
            leadSheet: LeadSheet(
                beats: (0...(bars * 4)).map { Double($0) * 0.5 }, downbeats: (0...bars).map { $0 * 4 }, meter: 4,
                key: Key(tonic: PitchClass(0), mode: .major), chords: chords),
            melody: (4..<(bars * 4)).map { Note(start: Double($0) * 0.5, duration: 0.45, pitch: 64 + $0 % 5) })
    }

    @Test("A render does not depend on what was rendered before, nor a part on the others")
    func determinism() throws {
        let song = try score(bars: 3)
        let arrangement = Arranger.arrange(song, style: .pop, generator: SeededGenerator(seed: 1))
        let renderer = try Renderer()
        let first = try renderer.render(arrangement, seconds: 4)
        _ = try renderer.render(
            Arranger.arrange(song, style: .rock, generator: SeededGenerator(seed: 2)), seconds: 1)
        #expect(try renderer.render(arrangement, seconds: 4) == first)
        #expect(first.frameCount == 96_000)
        // Every part is what it would be without the others.
        let parts = try renderer.parts(of: arrangement, seconds: 4)
        for (part, samples) in zip(arrangement.parts, parts) {
            let alone = try renderer.render(Arrangement(style: .pop, parts: [part]), seconds: 4).channels[0]
            let difference = zip(samples, alone).reduce(Float(0)) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            let power = alone.reduce(Float(0)) { $0 + $1 * $1 }
            #expect(power > 0)
            #expect(difference < 1e-3 * power, "\(part.name)")
        }
    }

    @Test("A note sounds at its pitch and its time")
    func pitch() throws {
        let part = Part(
            name: .keys, program: 0, channel: 2, notes: [Note(start: 0.5, duration: 1, pitch: 69, velocity: 100)])
        let sound = try Renderer().render(Arrangement(style: .pop, parts: [part]), seconds: 2)
        let samples = sound.channels[0]
        func energy(_ range: Range<Int>) -> Float { samples[range].reduce(0) { $0 + $1 * $1 } }
        #expect(energy(0..<11_900) < 1e-4 * energy(12_000..<24_000))
        func power(_ frequency: Double) -> Double {
            var real = 0.0
            var imaginary = 0.0
            for index in 14_000..<26_000 {
                let angle = 2 * Double.pi * frequency * Double(index) / 24_000
                real += Double(samples[index]) * cos(angle)
                imaginary += Double(samples[index]) * sin(angle)
            }
            return real * real + imaginary * imaginary
        }
        #expect(power(440) > 20 * power(415.3))
        #expect(power(440) > 20 * power(466.2))
    }
}
