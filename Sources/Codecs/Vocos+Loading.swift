import Foundation
import Tensors

extension Vocos {
    /// A trained vocoder.
    public init(_ checkpoint: Checkpoint, device: Device = .cpu) throws {
        let store = try ParameterStore(checkpoint, device: device)
        self.init(store.root, try checkpoint.configuration(VocosConfiguration.self))
        try store.verify()
    }

    /// Where the weights that come with the program are.
    public static var bundledWeights: URL { Bundle.module.weights("vocos") }

    /// Samples of a long natural-log Mel (`values[frame * bands + band]`), computed in pieces that see enough of their
    /// neighbours to give the same samples as the whole at once would.
    /// - Parameter progress: called after each piece with the share that is done; throws to cancel.
    public func samples(
        _ values: [Float], frames: Int, progress: (Double) throws -> Void = { _ in }
    ) throws -> [Float] {
        let (bands, hop) = (configuration.bands, configuration.hop)
        let piece = 1024
        // 7 convolutions of reach 3 and the overlap of 4 windows
        let context = 3 * (configuration.blocks + 1) + 4
        var output: [Float] = []
        output.reserveCapacity(frames * hop)
        for start in stride(from: 0, to: frames, by: piece) {
            let stop = min(start + piece, frames)
            let (first, last) = (max(start - context, 0), min(stop + context, frames))
            let mel = Tensor(Array(values[(first * bands)..<(last * bands)]), shape: [1, last - first, bands])
            let made = try Engine.withGradients(false) { self(mel) }.floats()
            output += made[((start - first) * hop)..<((stop - first) * hop)]
            try progress(Double(stop) / Double(frames))
        }
        return output
    }
}
