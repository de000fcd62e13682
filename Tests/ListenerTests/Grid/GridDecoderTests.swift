import Foundation
import Listener
import Music
import Signal
import Testing

@Suite struct GridDecoderTests {
    /// Notes on a steady grid, the long ones on the beat, each a little beside it.
    private static func notes(tempo: Double, first: Double, duration: Double, spread: Double = 0.02) -> [SungNote] {
        var generator = SeededGenerator(seed: 4)
        let period = 60 / tempo
        let halves = Int((duration - first) / period * 2)
        return (0..<halves).filter { $0 % 4 != 3 }.map { half in
            let start = first + Double(half) * period / 2 + generator.normal(standardDeviation: spread)
            let length = half % 4 == 2 ? period * 0.9 : period * 0.45
            return SungNote(start: max(start, 0), end: max(start, 0) + length, pitch: 60 + Float(half % 5), energy: -20)
        }
    }

    private static func readings(
        tempo: Double, first: Double = 0.3, duration: Double = 30, _ constraints: ListeningConstraints = .init()
    ) throws -> [GridDecoder.Reading] {
        let notes = notes(tempo: tempo, first: first, duration: duration)
        let evidence = GridEvidence(
            posteriors: Posteriors(tokens: Int(duration * Posteriors.rate)), notes: notes, duration: duration)
        return try GridDecoder(weights: .bundled()).decode(evidence, constraints: constraints, count: 5)
    }

    /// Notes alone tell the tempo, or its double or half, among the first readings.
    @Test(arguments: [72.0, 96, 118])
    func notesTellTheTempo(tempo: Double) throws {
        let found = try Self.readings(tempo: tempo)
        #expect(found.count == 5)
        #expect(found.contains { reading in [0.5, 1, 2].contains { abs(reading.grid.tempo / tempo / $0 - 1) < 0.01 } })
        #expect(zip(found, found.dropFirst()).allSatisfy { $0.probability >= $1.probability })
        #expect(found.reduce(0) { $0 + $1.probability } <= 1 + 1e-9)
    }

    @Test(arguments: [92.0, 61.5, 133])
    func aToldTempoIsExactToTheLastBeat(tempo: Double) throws {
        let duration = 200.0
        let found = try #require(
            try Self.readings(tempo: 88, duration: duration, .init(tempo: tempo)).first)
        let period = 60 / tempo
        #expect(found.beats.count >= Int(duration / period))
        for (index, beat) in found.beats.enumerated() {
            #expect(abs(beat - found.beats[0] - Double(index) * period) < 1e-6)
        }
        #expect(found.beats[0] < period && found.beats[0] >= 0)
    }

    @Test func aToldDownbeatIsABeatOfEveryBar() throws {
        let found = try #require(
            try Self.readings(tempo: 90, .init(tempo: 92, firstDownbeat: 3.217)).first)
        let near = try #require(found.beats.min { abs($0 - 3.217) < abs($1 - 3.217) })
        #expect(abs(near - 3.217) < 1e-9)
        #expect(abs(found.beats[40] - found.beats[0] - 40 * 60 / 92) < 1e-6)
    }

    /// Around a tempo that may drift nothing further is found.
    @Test func aLooseTempoStaysNear() throws {
        for reading in try Self.readings(tempo: 96, .init(tempo: 100, tempoDrifts: true)) {
            #expect(abs(reading.grid.tempo / 100 - 1) < 0.05)
        }
    }

    /// A longer recording of a steady singer is no less sure.
    @Test func lengthHelps() throws {
        let short = try #require(try Self.readings(tempo: 96, duration: 25).first)
        let long = try #require(try Self.readings(tempo: 96, duration: 150).first)
        #expect([48.0, 96, 192].contains { abs(long.grid.tempo / $0 - 1) < 0.002 })
        #expect(long.probability >= short.probability)
    }
}
