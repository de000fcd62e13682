import Foundation

/// The end of the program. What computes in the background is not waited for once everything is on the disk: the process goes at
/// once, without tearing the engine down under threads that still use it.
enum ProgramEnd {
    static func now(_ status: Int32) -> Never {
        fflush(nil)
        _exit(status)
    }
}
