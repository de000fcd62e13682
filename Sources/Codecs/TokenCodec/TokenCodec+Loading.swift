import Foundation
import Tensors

extension TokenCodec {
    /// A trained codec.
    public init(_ checkpoint: Checkpoint, device: Device = .cpu) throws {
        let store = try ParameterStore(checkpoint, device: device)
        self.init(store.root, try checkpoint.configuration(TokenCodecSizes.self))
        try store.verify()
    }

    /// Where the weights that come with the program are.
    public static var bundledWeights: URL { Bundle.module.weights("token-codec") }

    /// A 64-bit FNV-1a hash, 16 hexadecimal digits, of all weights that decide tokens: a decoder that is trained further
    /// leaves it as it is.
    /// - Throws: errors of reading the checkpoint.
    public static func tokenDigest(of checkpoint: Checkpoint) throws -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for key in checkpoint.keys where !key.hasPrefix("decoder.") {
            let values = try checkpoint.tensor(key).floats().map(\.bitPattern)
            for byte in Array(key.utf8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            for value in values { hash = (hash ^ UInt64(value)) &* 0x100_0000_01b3 }
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
