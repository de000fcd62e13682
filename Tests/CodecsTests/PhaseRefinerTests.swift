import Codecs
import Foundation
import Signal
import Testing

@Suite struct PhaseRefinerTests {
    /// Three steady tones.
    private func tones(frames: Int) -> [Float] {
        (0..<(frames * 256)).map { sample in
            let time = Double(sample) / 24_000
            return Float([220.0, 440, 660].reduce(0) { $0 + 0.2 * sin(2 * .pi * $1 * time) })
        }
    }

    private func melError(_ samples: [Float], _ wanted: Spectrogram) -> Float {
        let made = MelFrontEnd().logMel(samples)
        return zip(made.values, wanted.values).reduce(0) { $0 + abs($1.0 - $1.1) } / Float(wanted.values.count)
    }

    @Test func wanderingPhasesAreMended() throws {
        let clean = tones(frames: 120)
        let mel = MelFrontEnd().logMel(clean)
        // what a vocoder without steady phases makes: the tone's phase jumps in every frame
        var generator = SeededGenerator(seed: 3)
        let jumping = (0..<120).flatMap { frame -> [Float] in
            let phase = generator.uniform(in: 0..<2 * .pi)
            return (0..<256).map { sample in
                let time = Double(frame * 256 + sample) / 24_000
                return Float([220.0, 440, 660].reduce(0) { $0 + 0.2 * sin(2 * .pi * $1 * time + phase) })
            }
        }
        let refined = try PhaseRefiner().refine(jumping, logMel: mel)
        #expect(refined.count == clean.count)
        #expect(melError(refined, mel) < 0.5 * melError(jumping, mel))
    }

    @Test func piecesJoinWithoutAClick() {
        let frames = 2_100  // more than one piece
        let clean = tones(frames: frames)
        let mel = MelFrontEnd().logMel(clean)
        var shares: [Double] = []
        let refined = PhaseRefiner(iterations: 2).refine(clean, logMel: mel) { shares.append($0) }
        #expect(shares.count == 2 && shares.last == 1)
        func largestStep(_ samples: ArraySlice<Float>) -> Float {
            zip(samples, samples.dropFirst()).map { abs($0 - $1) }.max() ?? 0
        }
        let join = 2_048 * 256
        let around = largestStep(refined[(join - 24_000)..<(join - 9_000)])
        #expect(largestStep(refined[(join - 8_192)..<(join + 256)]) < 1.5 * around)
    }

    /// Away from its ends a part with its neighbours gives what the whole does.
    @Test(arguments: [0, 1, 4])
    func piecesGiveTheSamplesOfTheWholeBitByBit(iterations: Int) throws {
        var generator = SeededGenerator(seed: 5)
        let sound = zip(tones(frames: 150), generator.normals(150 * 256)).map { $0 + 0.05 * $1 }
        let mel = MelFrontEnd().logMel(sound.map { $0 * 0.9 })
        let refiner = PhaseRefiner(iterations: iterations)
        let whole = try refiner.refine(sound, logMel: mel)
        let part = 40..<110, inner = (part.lowerBound + refiner.reach)..<(part.upperBound - refiner.reach)
        let refined = try refiner.refine(
            Array(sound[(part.lowerBound * 256)..<(part.upperBound * 256)]),
            logMel: Spectrogram(
                frames: part.count, bands: mel.bands,
                values: Array(mel.values[(part.lowerBound * mel.bands)..<(part.upperBound * mel.bands)]),
                hopSeconds: mel.hopSeconds))
        let offset = part.lowerBound * 256
        #expect(!inner.isEmpty)
        #expect(
            Array(refined[(inner.lowerBound * 256 - offset)..<(inner.upperBound * 256 - offset)])
                == Array(whole[(inner.lowerBound * 256)..<(inner.upperBound * 256)]))
    }

    @Test func cancellingIsPassedOn() {
        struct Cancelled: Error {}
        let clean = tones(frames: 40)
        #expect(throws: Cancelled.self) {
            try PhaseRefiner(iterations: 1).refine(clean, logMel: MelFrontEnd().logMel(clean)) { _ in throw Cancelled()
            }
        }
    }
}
