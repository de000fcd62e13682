import Foundation

/// A safetensors file, mapped into memory: an 8-byte little-endian header length, a JSON header, then the numbers.
/// Format: github.com/huggingface/safetensors (README, "Format").
public final class Checkpoint: @unchecked Sendable {
    struct Entry: Equatable {
        let type: ElementType
        let shape: [Int]
        let range: Range<Int>  // in the data part
    }

    public let path: String
    public let metadata: [String: String]
    let entries: [String: Entry]
    private let data: Data
    private let start: Int

    /// Headers over this are refused, as the format's own reader does.
    static let headerLimit = 100_000_000

    /// The engine's own limit.
    static let rankLimit = 64

    public convenience init(contentsOf url: URL) throws {
        let data: Data
        do {
            data = try Data(contentsOf: url, options: .alwaysMapped)
        } catch {
            throw CheckpointError.cannotRead(path: url.path, reason: (error as NSError).localizedDescription)
        }
        try self.init(data, path: url.path)
    }

    /// - Throws: `CheckpointError.damaged` for anything that is not a well-formed file.
    public init(_ data: Data, path: String) throws {
        func damaged(_ reason: String) -> CheckpointError { .damaged(path: path, reason: reason) }
        guard data.count >= 8 else { throw damaged("it is shorter than its header") }
        let length = data.prefix(8).enumerated().reduce(UInt64(0)) {
            $0 | UInt64($1.element) << (8 * UInt64($1.offset))
        }
        guard length <= UInt64(Self.headerLimit) else { throw damaged("its header claims \(length) bytes") }
        guard Int(length) <= data.count - 8 else { throw damaged("its header is cut off") }
        let header = data.subdata(in: (data.startIndex + 8)..<(data.startIndex + 8 + Int(length)))
        var reader = HeaderReader(header)
        let parsed: HeaderReader.Header
        do {
            parsed = try reader.read()
        } catch let problem as HeaderReader.Problem {
            throw damaged(problem.reason)
        }
        let size = data.count - 8 - Int(length)
        entries = try Self.checked(parsed.entries, size: size, damaged: damaged)
        metadata = parsed.metadata
        self.data = data
        self.path = path
        start = 8 + Int(length)
    }

    private static func checked(
        _ raw: [String: HeaderReader.RawEntry], size: Int, damaged: (String) -> CheckpointError
    ) throws -> [String: Entry] {
        var entries: [String: Entry] = [:]
        for (key, entry) in raw {
            guard let type = Self.types[entry.type] else { throw damaged("\(key) has the unknown type \(entry.type)") }
            // Overflow is looked for as if lengths of 0 were 1: the engine multiplies so for its strides.
            guard entry.shape.count <= Self.rankLimit, entry.shape.map({ $0 == 0 ? 1 : $0 }).elements != nil,
                let bytes = (entry.shape + [type.width]).elements
            else { throw damaged("\(key) has an absurd shape") }
            guard entry.begin >= 0, entry.begin <= entry.end, entry.end <= size else {
                throw damaged("\(key) lies outside the file")
            }
            guard entry.end - entry.begin == bytes else { throw damaged("\(key) has the wrong number of bytes") }
            entries[key] = Entry(type: type, shape: entry.shape, range: entry.begin..<entry.end)
        }
        var reached = 0
        for (key, entry) in entries.sorted(by: { Self.precedes($0.value.range, $1.value.range) }) {
            guard entry.range.lowerBound >= reached else { throw damaged("\(key) overlaps another tensor") }
            guard entry.range.lowerBound == reached else { throw damaged("there is a hole before \(key)") }
            reached = entry.range.upperBound
        }
        guard reached == size else { throw damaged("\(size - reached) bytes belong to no tensor") }
        return entries
    }

    private static func precedes(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
        (a.lowerBound, a.upperBound) < (b.lowerBound, b.upperBound)
    }

    static let types: [String: ElementType] = [
        "F32": .float32, "F16": .float16, "BF16": .bfloat16, "I64": .int64, "BOOL": .bool,
    ]

    public var keys: [String] { entries.keys.sorted() }

    /// A 64-bit FNV-1a hash of the whole file as 16 hexadecimal digits: names the weights in a take's recipe.
    public var digest: String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        data.withUnsafeBytes { bytes in
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    public func shape(of key: String) -> [Int]? { entries[key]?.shape }

    /// The tensor under a key, as stored; a failed one when there is none.
    public func tensor(_ key: String) -> Tensor {
        guard let entry = entries[key] else { return Tensor(failure: .missingParameter(key)) }
        return data.withUnsafeBytes { bytes in
            let part = UnsafeRawBufferPointer(
                rebasing: bytes[(start + entry.range.lowerBound)..<(start + entry.range.upperBound)])
            return Tensor.copying(part, entry.type, entry.shape, .cpu)
        }
    }
}
