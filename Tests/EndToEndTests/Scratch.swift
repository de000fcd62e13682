import Foundation

/// An empty folder of its own, gone when the test ends.
final class Scratch {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("backline-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func url(_ name: String) -> URL { folder.appendingPathComponent(name) }
    func path(_ name: String) -> String { url(name).path }
    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

    @discardableResult
    func file(_ name: String, _ bytes: Data) throws -> String {
        try bytes.write(to: url(name))
        return path(name)
    }

    /// Everything below a folder but for folders, hidden ones too.
    func files(below name: String) throws -> [String] {
        guard exists(name) else { return [] }
        return try FileManager.default.subpathsOfDirectory(atPath: path(name)).filter {
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: path("\(name)/\($0)"), isDirectory: &isFolder)
            return !isFolder.boolValue
        }.sorted()
    }
}
