import Codecs
import Signal
import Tensors
import Testing

@Suite struct VocosSynthesisTests {
    private func vocoder(phaseGradients: Bool) throws -> Vocos {
        var configuration = tinyVocos()
        configuration.phaseGradients = phaseGradients
        return try Vocos(ParameterStore(seed: 6).root, configuration)
    }

    private func mel(frames: Int) -> [Float] {
        var generator = SeededGenerator(seed: 7)
        return generator.normals(frames * 100).map { $0 * 2 - 4 }
    }

    @Test func phasesAreIntegratedWhereTheyCanBe() throws {
        let plain = try vocoder(phaseGradients: false), full = try vocoder(phaseGradients: true)
        #expect(plain.defaultPhases == .head && full.defaultPhases == .integrated)
        // far more to mend where tones don't hold
        #expect(plain.refinements > full.refinements && full.refinements > 0)
        let values = mel(frames: 30)
        let head = try full.samples(values, frames: 30, phases: .head)
        #expect(try full.samples(values, frames: 30) == full.samples(values, frames: 30, phases: .integrated))
        #expect(try full.samples(values, frames: 30) != head)
        #expect(try head == full(Tensor(values, shape: [1, 30, 100])).floats())
    }

    /// The integrator goes on from piece to piece.
    @Test(arguments: [1, 3, 16, 40])
    func integratedPiecesGiveTheSamplesOfTheWhole(piece: Int) throws {
        let vocos = try vocoder(phaseGradients: true)
        let values = mel(frames: 50)
        let whole = try vocos.integratedSamples(values, frames: 50, piece: 50)
        let pieces = try vocos.integratedSamples(values, frames: 50, piece: piece)
        #expect(whole.count == 50 * 256 && pieces.count == whole.count)
        #expect((whole.map { abs($0) }.max() ?? 0) > 0.01)
        #expect(zip(pieces, whole).allSatisfy { abs($0 - $1) < 1e-3 })
        #expect(try vocos.integratedSamples([], frames: 0, piece: piece).isEmpty)
    }
}
