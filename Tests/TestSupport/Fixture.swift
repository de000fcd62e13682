import Foundation

/// Arrays that a reference program made, from `Tests/Fixtures/<name>.safetensors`; README.md there says which program.
public struct Fixture: Sendable {
    public enum Failure: Error, CustomStringConvertible {
        case unreadable(String, reason: String)

        public var description: String {
            switch self {
            case .unreadable(let path, let reason): "fixture \(path): \(reason)"
            }
        }
    }

    private struct Entry: Decodable {
        let dtype: String
        let shape: [Int]
        let offsets: [Int]

        enum CodingKeys: String, CodingKey {
            case dtype, shape
            case offsets = "data_offsets"
        }
    }

    /// `Tests/Fixtures`.
    public static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Fixtures")

    private let path: String
    private let entries: [String: Entry]
    private let data: Data

    /// - Parameter name: without the extension.
    public static func load(_ name: String) throws -> Fixture {
        try Fixture(contentsOf: folder.appendingPathComponent("\(name).safetensors"))
    }

    public init(contentsOf url: URL) throws {
        path = url.path
        let file = try Data(contentsOf: url)
        guard file.count >= 8 else { throw Failure.unreadable(path, reason: "no header") }
        let headerLength = file.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
        guard headerLength <= UInt64(file.count - 8) else { throw Failure.unreadable(path, reason: "header cut off") }
        let header = file.dropFirst(8).prefix(Int(headerLength))
        data = Data(file.dropFirst(8 + Int(headerLength)))
        guard let fields = try JSONSerialization.jsonObject(with: header) as? [String: Any] else {
            throw Failure.unreadable(path, reason: "the header is not an object")
        }
        let tensors = try JSONSerialization.data(withJSONObject: fields.filter { $0.key != "__metadata__" })
        entries = try JSONDecoder().decode([String: Entry].self, from: tensors)
        for (name, entry) in entries {
            let width = ["F32": 4, "I64": 8][entry.dtype]
            guard let width else { throw Failure.unreadable(path, reason: "\(name) has the type \(entry.dtype)") }
            guard entry.offsets.count == 2, entry.offsets[0] >= 0, entry.offsets[1] <= data.count,
                entry.offsets[1] - entry.offsets[0] == entry.shape.reduce(width, *)
            else { throw Failure.unreadable(path, reason: "\(name) does not fit its shape") }
        }
    }

    public var names: [String] { entries.keys.sorted() }

    /// A float32 array, row-major. Stops the test run if there is none of this name.
    public subscript(name: String) -> (shape: [Int], values: [Float]) {
        let entry = entry(name, dtype: "F32")
        let values = bytes(of: entry).withUnsafeBytes { bytes in
            (0..<bytes.count / 4).map {
                Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self)))
            }
        }
        return (entry.shape, values)
    }

    /// An int64 array, row-major. Stops the test run if there is none of this name.
    public func integers(_ name: String) -> (shape: [Int], values: [Int64]) {
        let entry = entry(name, dtype: "I64")
        let values = bytes(of: entry).withUnsafeBytes { bytes in
            (0..<bytes.count / 8).map {
                Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 8, as: Int64.self))
            }
        }
        return (entry.shape, values)
    }

    private func entry(_ name: String, dtype: String) -> Entry {
        guard let entry = entries[name], entry.dtype == dtype else {
            preconditionFailure("\(path) has no \(dtype) array \(name); it has \(names)")
        }
        return entry
    }

    private func bytes(of entry: Entry) -> Data {
        data.subdata(in: data.startIndex + entry.offsets[0]..<data.startIndex + entry.offsets[1])
    }
}
