import Foundation

/// Writes safetensors files, whole or not at all.
public enum CheckpointWriter {
    /// - Parameters:
    ///   - tensors: key and tensor, stored in this order.
    ///   - type: what floating-point tensors are stored as; integers stay integers.
    public static func write(
        _ tensors: [(String, Tensor)], metadata: [String: String] = [:], as type: ElementType = .float32, to url: URL
    ) throws {
        var header: [String] = []
        if !metadata.isEmpty { header.append("\"__metadata__\":" + (try json(metadata))) }
        var body = Data()
        for (key, tensor) in tensors {
            let begin = body.count
            let stored: String
            if tensor.type == .int64 {
                try tensor.integers().map(Int64.init).withUnsafeBytes { body.append(contentsOf: $0) }
                stored = "I64"
            } else if type == .float16 {
                try tensor.floats().map(Float16Bits.init).withUnsafeBytes { body.append(contentsOf: $0) }
                stored = "F16"
            } else {
                try tensor.floats().withUnsafeBytes { body.append(contentsOf: $0) }
                stored = "F32"
            }
            header.append(
                "\(try json(key)):{\"dtype\":\"\(stored)\",\"shape\":\(tensor.shape),"
                    + "\"data_offsets\":[\(begin),\(body.count)]}")
        }
        var text = Data(("{" + header.joined(separator: ",") + "}").utf8)
        while text.count % 8 != 0 { text.append(0x20) }
        var file = Data()
        withUnsafeBytes(of: UInt64(text.count).littleEndian) { file.append(contentsOf: $0) }
        file.append(text)
        file.append(body)
        do {
            try file.write(to: url, options: .atomic)
        } catch {
            throw CheckpointError.cannotWrite(path: url.path, reason: (error as NSError).localizedDescription)
        }
    }

    private static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

/// Half precision, rounded to nearest even; Swift's `Float16` does not exist on every platform we build on.
struct Float16Bits {
    let bits: UInt16

    init(_ value: Float) {
        let pattern = value.bitPattern
        let sign = UInt16((pattern >> 16) & 0x8000)
        let magnitude = pattern & 0x7FFF_FFFF
        if magnitude >= 0x4780_0000 {  // 65536 and over, infinity, NaN
            bits = sign | (magnitude > 0x7F80_0000 ? 0x7E00 : 0x7C00)
        } else if magnitude < 0x3880_0000 {  // subnormal half: multiples of 2^-24
            let scaled = Float(bitPattern: magnitude) * 16_777_216
            bits = sign | UInt16(scaled.rounded(.toNearestOrEven))
        } else {
            let rounded = magnitude + 0x0FFF + ((magnitude >> 13) & 1)
            bits = sign | UInt16(truncatingIfNeeded: (rounded - 0x3800_0000) >> 13)
        }
    }
}
