import Foundation
import Tensors
import TestSupport
import Testing

/// What PyTorch answered: see Tests/Fixtures/make_tensors.py.
let reference: Fixture = {
    do { return try Fixture.load("tensors") } catch { fatalError("\(error)") }
}()

extension Tensor {
    /// An array of the reference.
    static func reference(_ key: String) -> Tensor {
        let array = TensorsTests.reference[key]
        return Tensor(array.values, shape: array.shape)
    }

    static func referenceIndices(_ key: String) -> Tensor {
        let array = TensorsTests.reference.integers(key)
        return Tensor(array.values.map(Int.init), shape: array.shape)
    }
}

/// Shape and every value agree: |found - wanted| <= tolerance (1 + |wanted|).
func expect(
    _ found: Tensor, equals key: String, tolerance: Float = 1e-5, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let wanted = reference[key]
    try expect(found, wanted.values, shape: wanted.shape, tolerance: tolerance, key, sourceLocation: sourceLocation)
}

func expect(
    _ found: Tensor, _ wanted: [Float], shape: [Int], tolerance: Float = 1e-5, _ name: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let values = try found.floats()
    #expect(found.shape == shape, "\(name)", sourceLocation: sourceLocation)
    try #require(values.count == wanted.count, "\(name)", sourceLocation: sourceLocation)
    let worst = zip(values, wanted).map { abs($0 - $1) / (1 + abs($1)) }.max() ?? 0
    #expect(worst <= tolerance, "\(name)", sourceLocation: sourceLocation)
}

/// Carries a shape error of this operation that holds these texts.
func expectMismatch(
    _ tensor: Tensor, _ operation: String, _ texts: String..., sourceLocation: SourceLocation = #_sourceLocation
) {
    guard case .shape(operation, let detail) = tensor.error else {
        Issue.record("\(operation): \(String(describing: tensor.error))", sourceLocation: sourceLocation)
        return
    }
    for text in texts { #expect(detail.contains(text), sourceLocation: sourceLocation) }
}

/// A folder of its own, removed afterwards.
func withFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("backline-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}

/// Reproducible bytes for fuzzing: SplitMix64 (Steele, Lea & Flood 2014).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
