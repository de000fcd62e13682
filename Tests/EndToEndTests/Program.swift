import Foundation

/// The built program, run as a person would.
enum Program {
    struct Outcome {
        /// Exit status; for a program ended by a signal 128 and the signal's number, as the shell says it.
        let status: Int32
        let output: String
        let errors: String

        var lines: [String] { output.split(separator: "\n").map(String.init) }
        /// A trap of Swift's or a crash shows itself by a signal or by its backtrace.
        var crashed: Bool {
            status >= 128 || ["Fatal error", "Backtrace", "Crash", "*** "].contains { errors.contains($0) }
        }
    }

    enum Failure: Error, CustomStringConvertible {
        case notBuilt([String])
        case hangs([String])

        var description: String {
            switch self {
            case .notBuilt(let places): "there is no program backline in \(places); run `swift build -c release`"
            case .hangs(let arguments): "backline \(arguments.joined(separator: " ")) did not end"
            }
        }
    }

    /// The package's root.
    static let package = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func sample(_ name: String) -> String { package.appendingPathComponent("samples/\(name)").path }

    /// Beside the program that runs the tests.
    static func url() throws -> URL {
        let bundles = CommandLine.arguments.filter { $0.contains(".xctest") }.map { URL(fileURLWithPath: $0) }
        let folders = ([URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()] + bundles)
            .map { $0.deletingLastPathComponent() }
        let programs = folders.map { $0.appendingPathComponent("backline") }
        guard let program = programs.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else {
            throw Failure.notBuilt(folders.map(\.path))
        }
        return program
    }

    /// A started program; standard output and errors go into files beside each other.
    /// - Parameter input: what comes through a pipe; nil is an input that ends at once.
    static func start(
        _ arguments: [String], program: URL? = nil, environment: [String: String] = [:], input: String? = nil,
        scratch: Scratch
    ) throws -> Running {
        let process = Process()
        process.executableURL = try program ?? url()
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        if let input {
            let pipe = Pipe()
            process.standardInput = pipe
            // no more than a pipe holds
            try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
            try pipe.fileHandleForWriting.close()
        }
        let name = UUID().uuidString
        let files = try ["output", "errors"].map { kind -> URL in
            let url = scratch.url(".\(name).\(kind)")
            try Data().write(to: url)
            return url
        }
        process.standardOutput = try FileHandle(forWritingTo: files[0])
        process.standardError = try FileHandle(forWritingTo: files[1])
        try unblockingSignals { try process.run() }
        return Running(process: process, files: files, arguments: arguments)
    }

    /// Dispatch's threads, on which tests run, block signals, and what they start would inherit that.
    private static func unblockingSignals(_ work: () throws -> Void) rethrows {
        var (all, before) = (sigset_t(), sigset_t())
        sigfillset(&all)
        pthread_sigmask(SIG_UNBLOCK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try work()
    }

    struct Running {
        let process: Process
        let files: [URL]
        let arguments: [String]

        /// Far above what any of these runs takes, so that a hanging program fails instead of holding up the tests.
        static let patience = 240.0

        func wait() throws -> Outcome {
            let end = Date(timeIntervalSinceNow: Self.patience)
            while process.isRunning {
                if Date() > end {
                    kill(process.processIdentifier, SIGKILL)
                    throw Failure.hangs(arguments)
                }
                usleep(5000)
            }
            process.waitUntilExit()
            let isSignal = process.terminationReason == .uncaughtSignal
            return Outcome(
                status: process.terminationStatus + (isSignal ? 128 : 0),
                output: String(decoding: try Data(contentsOf: files[0]), as: UTF8.self),
                errors: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self))
        }
    }

    static func run(
        _ arguments: [String], program: URL? = nil, environment: [String: String] = [:], input: String? = nil,
        scratch: Scratch
    ) throws -> Outcome {
        try start(arguments, program: program, environment: environment, input: input, scratch: scratch).wait()
    }

    /// `backline generate` with two steps.
    static func generate(_ arguments: [String], environment: [String: String] = [:], scratch: Scratch) throws -> Outcome
    {
        try run(["generate", "--steps", "2"] + arguments, environment: environment, scratch: scratch)
    }
}
