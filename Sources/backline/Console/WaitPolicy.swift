import Foundation

/// How OpenMP's threads wait for work.
///
/// Left to itself libgomp lets them spin for a millisecond after each operator. Beside any other program that takes
/// several times the time of the work itself (a short take on two busy cores: 8.6 s instead of 2.5 s), so they sleep.
/// libgomp reads the setting as it loads, which libsoxr makes happen before this program's first line: hence it is
/// started over.
enum WaitPolicy {
    private static let variable = "OMP_WAIT_POLICY"

    /// Returns in the program started over, or when the variable was set by somebody, or when that failed: then only
    /// time is lost.
    static func sleepWhileWaiting() {
        guard getenv(variable) == nil, setenv(variable, "passive", 0) == 0 else { return }
        execv("/proc/self/exe", CommandLine.unsafeArgv)
    }
}
