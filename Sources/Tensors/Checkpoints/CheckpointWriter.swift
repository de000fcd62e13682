import Foundation

/// Writes safetensors files, whole or not at all.
public enum CheckpointWriter {
    /// - Parameters:
    ///   - tensors: key and tensor, stored in this order; every key once.
    ///   - type: what floating-point tensors are stored as, single or half precision; integers and truths stay so.
    /// - Throws: the error that a tensor carries, or `CheckpointError.cannotWrite`; the file at `url` is then as before.
    public static func write(
        _ tensors: [(String, Tensor)], metadata: [String: String] = [:], as type: ElementType = .float32, to url: URL
    ) throws {
        func refused(_ reason: String) -> CheckpointError { .cannotWrite(path: url.path, reason: reason) }
        guard type == .float32 || type == .float16 else { throw refused("\(type) is no type to store") }
        var seen: Set<String> = ["__metadata__"]
        for (key, tensor) in tensors {
            try tensor.checked()
            guard seen.insert(key).inserted else { throw refused("the key \(key) is taken") }
        }
        let header = try header(tensors, metadata, type)
        try replacing(url) { file in
            try file.write(contentsOf: header)
            for (_, tensor) in tensors { try file.write(contentsOf: bytes(tensor, stored(tensor, type))) }
        }
    }

    private static func stored(_ tensor: Tensor, _ type: ElementType) -> ElementType {
        switch tensor.type {
        case .int64, .bool: tensor.type
        case .float32, .float16, .bfloat16: type
        }
    }

    /// The length, then the JSON, padded with spaces so that the numbers are aligned.
    private static func header(
        _ tensors: [(String, Tensor)], _ metadata: [String: String], _ type: ElementType
    ) throws -> Data {
        var fields = metadata.isEmpty ? [] : ["\"__metadata__\":" + (try json(metadata))]
        var place = 0
        for (key, tensor) in tensors {
            let type = stored(tensor, type)
            let end = place + tensor.count * type.width
            let name = Checkpoint.types.first { $0.value == type }?.key ?? ""
            fields.append(
                "\(try json(key)):{\"dtype\":\"\(name)\",\"shape\":\(tensor.shape),\"data_offsets\":[\(place),\(end)]}")
            place = end
        }
        var text = Data(("{" + fields.joined(separator: ",") + "}").utf8)
        while text.count % 8 != 0 { text.append(0x20) }
        return withUnsafeBytes(of: UInt64(text.count).littleEndian) { Data($0) } + text
    }

    private static func bytes(_ tensor: Tensor, _ type: ElementType) throws -> Data {
        switch type {
        case .int64: try tensor.integers().map { Int64($0).littleEndian }.withUnsafeBytes { Data($0) }
        case .bool: Data(try tensor.integers().map { $0 == 0 ? 0 : 1 })
        case .float16:
            try tensor.floats().map { Float16Bits($0).bits.littleEndian }.withUnsafeBytes { Data($0) }
        case .float32, .bfloat16:
            try tensor.floats().map { $0.bitPattern.littleEndian }.withUnsafeBytes { Data($0) }
        }
    }

    /// Writes beside the file, forces that to the disk, then puts it in the file's place: whoever reads, and a machine
    /// that loses power, finds the old file or the new one.
    private static func replacing(_ url: URL, _ body: (FileHandle) throws -> Void) throws {
        let folder = url.deletingLastPathComponent()
        let temporary = folder.appendingPathComponent(".\(url.lastPathComponent).\(UUID().uuidString)")
        func refused(_ reason: String) -> CheckpointError { .cannotWrite(path: url.path, reason: reason) }
        let descriptor = open(temporary.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw refused(String(cString: strerror(errno))) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try body(file)
            try file.synchronize()
            try file.close()
            guard rename(temporary.path, url.path) == 0 else { throw refused(String(cString: strerror(errno))) }
        } catch {
            unlink(temporary.path)
            if error is TensorError || error is CheckpointError { throw error }
            throw refused((error as NSError).localizedDescription)
        }
        // The new name reaches the disk with its folder. Not every file system can do this; the file is whole anyway.
        let parent = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if parent >= 0 {
            fsync(parent)
            close(parent)
        }
    }

    private static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
