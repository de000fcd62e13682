import Codecs
import Signal
import Tensors
import Testing

@Suite struct VocosStreamTests {
    private static let frames = 330

    private func vocoder(_ phases: Vocos.Phases) throws -> Vocos {
        var configuration = tinyVocos()
        configuration.phaseGradients = phases == .integrated
        return try Vocos(ParameterStore(seed: 6).root, configuration)
    }

    private func mel(frames: Int) -> Spectrogram {
        var generator = SeededGenerator(seed: 7)
        return Spectrogram(
            frames: frames, bands: 100, values: generator.normals(frames * 100).map { $0 * 2 - 4 },
            hopSeconds: 256.0 / 24_000)
    }

    /// Deals a Mel out in sections of these lengths by turns.
    private func dealt(_ mel: Spectrogram, _ lengths: [Int], to vocoder: Vocos) throws -> [[Float]] {
        var stream = VocosStream(vocoder, refinements: 4)
        var start = 0, turn = 0
        var pieces: [[Float]] = []
        while start < mel.frames {
            let stop = min(start + lengths[turn % lengths.count], mel.frames)
            let values = Array(mel.values[(start * 100)..<(stop * 100)])
            pieces.append(try stream.append(values, isLast: stop == mel.frames))
            start = stop
            turn += 1
        }
        return pieces
    }

    @Test(arguments: Vocos.Phases.allCases, [[1], [64], [7, 120, 40], [329]])
    func sectionsGiveTheSamplesOfTheWholeBitByBit(phases: Vocos.Phases, lengths: [Int]) throws {
        let vocoder = try vocoder(phases), mel = mel(frames: Self.frames)
        let whole = try dealt(mel, [Self.frames], to: vocoder).flatMap { $0 }
        #expect(whole.count == Self.frames * 256)
        #expect((whole.map { abs($0) }.max() ?? 0) > 0.01)
        #expect(try dealt(mel, lengths, to: vocoder).flatMap { $0 } == whole)
    }

    /// A frame's samples come as soon as `lookAhead` frames after it are known, whatever those are.
    @Test(arguments: Vocos.Phases.allCases)
    func theLookAheadIsBounded(phases: Vocos.Phases) throws {
        let vocoder = try vocoder(phases), mel = mel(frames: Self.frames)
        let lookAhead = VocosStream(vocoder, refinements: 4).lookAhead
        #expect(lookAhead < Self.frames / 2)
        var given = 0
        for (index, piece) in try dealt(mel, [1], to: vocoder).dropLast().enumerated() {
            given += piece.count / 256
            #expect(given >= index + 1 - lookAhead)
            #expect(given <= index + 1)
        }
        #expect(given >= Self.frames - 1 - lookAhead)
    }

    /// The same sound as the network's whole samples refined as a whole, but for the engine's rounding.
    @Test(arguments: Vocos.Phases.allCases)
    func theStreamIsTheVocoderAndItsRefiner(phases: Vocos.Phases) throws {
        let vocoder = try vocoder(phases), mel = mel(frames: Self.frames)
        let whole = try PhaseRefiner(iterations: 4).refine(
            vocoder.samples(mel.values, frames: mel.frames), logMel: mel)
        let stream = try dealt(mel, [100], to: vocoder).flatMap { $0 }
        let difference = zip(stream, whole).reduce(Float(0)) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        #expect(stream.count == whole.count)
        #expect(difference < 1e-4 * whole.reduce(0) { $0 + $1 * $1 })
    }

    @Test func nothingGivesNothing() throws {
        var stream = VocosStream(try vocoder(.integrated))
        #expect(try stream.append([], isLast: true).isEmpty)
    }

    @Test func cancellingIsPassedOn() throws {
        struct Cancelled: Error {}
        let vocoder = try vocoder(.integrated)
        #expect(throws: Cancelled.self) {
            try VocosStream.samples(of: mel(frames: 80), vocoder: vocoder) { throw Cancelled() }
        }
    }
}
