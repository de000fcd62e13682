import Foundation

/// A file in memory for readers that want a path: one for each process, written anew for each input.
enum ScratchFile {
    /// - Parameter name: with its ending, which readers may look at.
    static func holding<Value>(_ bytes: [UInt8], _ name: String, _ body: (URL) throws -> Value) throws -> Value {
        let folder = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
        let url = URL(fileURLWithPath: "\(folder)/backline-fuzz-\(getpid())-\(name)")
        try Data(bytes).write(to: url)
        defer { unlink(url.path) }
        return try body(url)
    }
}
