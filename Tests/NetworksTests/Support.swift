import Foundation
import Tensors
import TestSupport
import Testing

/// Parameters, inputs and PyTorch's answers: see Tests/Fixtures/make_networks.py.
enum Reference {
    static let fixture: Fixture = {
        do { return try Fixture.load("networks") } catch { fatalError("\(error)") }
    }()

    static func tensor(_ key: String) -> Tensor {
        let array = fixture["io." + key]
        return Tensor(array.values, shape: array.shape)
    }

    /// The scope of a block's published parameters.
    static func scope(_ name: String) throws -> Scope {
        let file = Fixture.folder.appendingPathComponent("networks.safetensors")
        return try ParameterStore(Checkpoint(contentsOf: file)).root[name]
    }
}

/// Shape and every value agree with the answer: |found - wanted| <= tolerance (1 + |wanted|).
func expect(
    _ found: Tensor, equals key: String, tolerance: Float = 1e-5, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let wanted = Reference.fixture["io." + key]
    let values = try found.floats()
    #expect(found.shape == wanted.shape, "\(key)", sourceLocation: sourceLocation)
    try #require(values.count == wanted.values.count, sourceLocation: sourceLocation)
    let worst = zip(values, wanted.values).map { abs($0 - $1) / (1 + abs($1)) }.max() ?? 0
    #expect(worst <= tolerance, "\(key)", sourceLocation: sourceLocation)
}
