import Foundation

/// What libraries read as they load, before this program's first line: hence it is started over with it.
enum ProgramEnvironment {
    private static let settings = [
        // Left to itself libgomp lets its threads spin for a millisecond after each operator. Beside any other program that takes
        // several times the time of the work itself (a short take on two busy cores: 8.6 s instead of 2.5 s), so they sleep.
        ("OMP_WAIT_POLICY", "passive"),
        // Swift's backtracer would hold the terminal for half a minute after a crash.
        ("SWIFT_BACKTRACE", "enable=no"),
    ]

    /// Returns in the program started over, or when everything was set by somebody, or when that failed: then only time is lost.
    static func settle() {
        let missing = settings.filter { getenv($0.0) == nil }
        guard !missing.isEmpty, missing.allSatisfy({ setenv($0.0, $0.1, 0) == 0 }) else { return }
        // by its own name, which `ps` and `pgrep` show
        let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "/proc/self/exe"
        execv(path, CommandLine.unsafeArgv)
    }
}
