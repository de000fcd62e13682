import Dispatch
import Foundation

/// A terminal without a window: a program uses the path, its owner the other end.
final class PseudoTerminal: Sendable {
    enum Failure: Error, CustomStringConvertible {
        case system(String, errno: Int32)

        var description: String {
            switch self {
            case .system(let call, let number):
                "the pseudo-terminal failed in \(call): \(String(cString: strerror(number)))"
            }
        }
    }

    /// The owner's end.
    let descriptor: Int32
    let path: String

    /// TIOCSPTLCK and TIOCGPTN, which Swift does not import.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    init(rows: Int, columns: Int) throws {
        descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (unlocked, number): (Int32, UInt32) = (0, 0)
        guard descriptor >= 0, ioctl(descriptor, Self.setLock, &unlocked) == 0,
            ioctl(descriptor, Self.getNumber, &number) == 0
        else { throw Failure.system("/dev/ptmx", errno: errno) }
        path = "/dev/pts/\(number)"
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        guard ioctl(descriptor, UInt(TIOCSWINSZ), &size) == 0 else { throw Failure.system("TIOCSWINSZ", errno: errno) }
    }

    /// Types; what a terminal without a reader does not take is dropped.
    func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(descriptor, bytes, bytes.count)
    }

    /// Reads and throws away what is written, until `close`.
    /// - Returns: left when reading has ended.
    func drained() -> DispatchGroup {
        let group = DispatchGroup()
        DispatchQueue(label: "pseudo-terminal").async(group: group) { [descriptor] in
            var bytes = [UInt8](repeating: 0, count: 65536)
            while read(descriptor, &bytes, bytes.count) > 0 {}
        }
        return group
    }

    func close() { Glibc.close(descriptor) }
}
