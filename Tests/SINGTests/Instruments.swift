import Foundation
import SING
import Tensors

/// An untrained model with names, written to a file and loaded again.
/// - Parameter change: what the file says of it is made different from what it is.
func untrained(
    _ names: [String] = ["Grand Piano", "Acoustic Bass", "Harpsichord (A)", "Flute"],
    saying change: (inout SINGDescription) -> Void = { _ in }
) throws -> TrainedSING {
    var configuration = CompactConfiguration(instruments: names.count, pitches: 48...83, velocities: 3)
    configuration.sizes.hidden = 16
    configuration.sizes.channels = 16
    let catalogue = SINGCatalogue(
        instruments: names, programs: Array(names.indices), pitches: 48...83, velocities: [30, 80, 127], gain: 16,
        velocityExponent: 2)
    let store = try ParameterStore(seed: 7)
    _ = CompactSING(store.root, configuration)
    _ = PowerEncoder(besideModel: store.root, configuration)
    var description = SINGDescription(configuration: configuration, catalogue: catalogue)
    change(&description)
    let text = String(decoding: try JSONEncoder().encode(description), as: UTF8.self)
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("sing-\(UUID().uuidString).safetensors")
    defer { try? FileManager.default.removeItem(at: file) }
    try CheckpointWriter.write(store.entries, metadata: ["configuration": text], as: .float16, to: file)
    return try TrainedSING(Checkpoint(contentsOf: file))
}
