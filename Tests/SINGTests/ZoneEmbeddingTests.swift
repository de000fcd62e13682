import SING
import Tensors
import Testing

@Suite struct ZoneEmbeddingTests {
    /// Two instruments, pitches 0 to 7, an anchor every three: 0, 3, 6 and one beyond.
    @Test func pitchesBetweenAnchorsHaveSomethingOfBoth() throws {
        let store = try ParameterStore(seed: 3)
        let zones = ZoneEmbedding(store.root, .init(semitones: 3, width: 2), instruments: 2, pitches: 8, deviation: 1)
        func embedding(_ instrument: Int, _ pitch: Int) throws -> [Float] {
            try zones(instruments: Tensor([instrument], shape: [1]), pitches: Tensor([pitch], shape: [1])).floats()
        }
        let table = try #require(store.tensors.first)
        #expect(table.shape == [2, 8])
        let rows = try table.floats()
        #expect(try embedding(1, 3) == Array(rows[10..<12]))
        for place in 0..<2 {
            let expected = (2 * rows[2 + place] + rows[4 + place]) / 3
            #expect(abs(try embedding(0, 4)[place] - expected) < 1e-6)
        }
        #expect(try embedding(0, 7) != embedding(0, 6))
    }
}
