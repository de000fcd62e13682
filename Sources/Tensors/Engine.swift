import CTorchLoader
import Foundation

/// The compute engine: libtorch behind `CTorch`, opened when something first computes.
public enum Engine {
    /// The entry points, or why there are none; decided once.
    static let loaded: Result<API, TensorError> = load()

    /// The table of entry points; constant for the life of the program.
    struct API: @unchecked Sendable {
        let table: UnsafePointer<CTorchAPI>
    }

    /// Opens the engine now.
    /// - Throws: `TensorError.engineUnavailable` with the install command.
    public static func start() throws {
        _ = try loaded.get()
    }

    /// The libtorch version, e.g. "1.13.1".
    public static func version() throws -> String {
        try loaded.get().table.pointee.version().map { String(cString: $0) } ?? ""
    }

    /// Threads inside one operator; the machine's cores unless set.
    public static func setThreads(_ count: Int) throws {
        try loaded.get().table.pointee.set_threads(Int32(clamping: max(count, 1)))
    }

    public static func isCUDAAvailable() throws -> Bool {
        try loaded.get().table.pointee.cuda_available() != 0
    }

    /// Runs the body with gradients recorded or not; the setting belongs to the thread and is restored.
    public static func withGradients<Result>(_ enabled: Bool, _ body: () throws -> Result) rethrows -> Result {
        guard case .success(let api) = loaded else { return try body() }
        let previous = api.table.pointee.set_gradients_enabled(enabled ? 1 : 0)
        defer { _ = api.table.pointee.set_gradients_enabled(previous) }
        return try body()
    }

    /// Whether the machine computes bfloat16 in hardware; elsewhere reduced precision would be slower, not faster.
    public static func supportsReducedPrecision(on device: Device) throws -> Bool {
        try loaded.get().table.pointee.reduced_precision_supported(device.code) != 0
    }

    /// Runs the body with linear layers and convolutions in bfloat16 or not; the setting belongs to the thread and is
    /// restored. Gradients follow the precision of their operation.
    public static func withReducedPrecision<Result>(_ enabled: Bool, _ body: () throws -> Result) rethrows -> Result {
        guard case .success(let api) = loaded else { return try body() }
        let previous = api.table.pointee.set_reduced_precision(enabled ? 1 : 0)
        defer { _ = api.table.pointee.set_reduced_precision(previous) }
        return try body()
    }

    private static func load() -> Result<API, TensorError> {
        var reasons: [String] = []
        let paths = candidates()
        for path in paths where FileManager.default.fileExists(atPath: path) {
            var reason = [CChar](repeating: 0, count: 1024)
            if let table = ctorch_load(path, &reason, reason.count) {
                table.pointee.set_threads(Int32(ProcessInfo.processInfo.activeProcessorCount))
                return .success(API(table: table))
            }
            reasons.append(
                String(decoding: reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
        }
        return .failure(.engineUnavailable(reason: reasons.first ?? "there is no \(paths[0])"))
    }

    /// `$BACKLINE_CTORCH`, else beside the program, else in ../lib/backline.
    private static func candidates() -> [String] {
        if let chosen = ProcessInfo.processInfo.environment["BACKLINE_CTORCH"] { return [chosen] }
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        var folders = [program.deletingLastPathComponent()]
        folders.append(folders[0].appendingPathComponent("../lib/backline"))
        folders.append(Bundle.main.bundleURL)
        if let argument = CommandLine.arguments.first(where: { $0.hasSuffix(".xctest") }) {
            folders.append(URL(fileURLWithPath: argument).deletingLastPathComponent())
        }
        return folders.map { $0.appendingPathComponent("libctorch.so").standardizedFileURL.path }
    }
}
