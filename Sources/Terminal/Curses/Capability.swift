import CCurses

/// What terminfo says of the current terminal, as bytes to send or to expect.
enum Capability {
    /// Longer than any capability in the database.
    private static let longest = 256

    /// nil where the terminal has none of this name.
    static func bytes(_ name: String) -> [UInt8]? {
        read { ccurses_capability(name, $0, $1) }
    }

    /// Moves the cursor; empty where the terminal cannot.
    static func move(row: Int, column: Int) -> [UInt8] {
        read { ccurses_move(CInt(row), CInt(column), $0, $1) } ?? []
    }

    private static func read(_ get: (UnsafeMutablePointer<CChar>, Int) -> UnsafePointer<CChar>?) -> [UInt8]? {
        var buffer = [CChar](repeating: 0, count: longest)
        return buffer.withUnsafeMutableBufferPointer { buffer -> [UInt8]? in
            guard let start = buffer.baseAddress, get(start, buffer.count) != nil else { return nil }
            let bytes = buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
            return bytes.isEmpty ? nil : bytes
        }
    }
}
