/// The sequences that a terminal's description gives for its keys: a tree of bytes.
package struct TerminalKeys {
    enum Match {
        case none
        /// More bytes could make a key of it.
        case begins
        case key(KeyPress, Int)
    }

    private struct Node {
        var key: KeyPress?
        var next: [UInt8: Int] = [:]
    }

    private var nodes = [Node()]

    /// What terminfo calls the keys.
    static let capabilities: [(name: String, key: KeyPress)] =
        [
            ("kcuu1", KeyPress(.up)), ("kcud1", KeyPress(.down)), ("kcub1", KeyPress(.left)),
            ("kcuf1", KeyPress(.right)), ("khome", KeyPress(.home)), ("kend", KeyPress(.end)),
            ("kpp", KeyPress(.pageUp)), ("knp", KeyPress(.pageDown)), ("kich1", KeyPress(.insert)),
            ("kdch1", KeyPress(.delete)), ("kcbt", KeyPress(.tab, shift: true)), ("kent", KeyPress(.enter)),
            ("kUP", KeyPress(.up, shift: true)), ("kDN", KeyPress(.down, shift: true)),
            ("kLFT", KeyPress(.left, shift: true)), ("kRIT", KeyPress(.right, shift: true)),
            ("kUP5", KeyPress(.up, control: true)), ("kDN5", KeyPress(.down, control: true)),
            ("kLFT5", KeyPress(.left, control: true)), ("kRIT5", KeyPress(.right, control: true)),
        ] + (1...12).map { ("kf\($0)", KeyPress(.function($0))) }

    package init() {}

    /// - Parameter sequence: of a capability, nil where the terminal has none.
    package init(sequence: (String) -> [UInt8]?) {
        for (name, key) in Self.capabilities {
            // single bytes are characters, whatever a description says
            if let bytes = sequence(name), bytes.count > 1, bytes[0] == 0x1b { insert(bytes, key) }
        }
    }

    private mutating func insert(_ bytes: [UInt8], _ key: KeyPress) {
        var node = 0
        for byte in bytes {
            if let next = nodes[node].next[byte] {
                node = next
            } else {
                nodes.append(Node())
                nodes[node].next[byte] = nodes.count - 1
                node = nodes.count - 1
            }
        }
        if nodes[node].key == nil { nodes[node].key = key }
    }

    /// The longest key at the beginning of the bytes.
    func match(_ bytes: some Sequence<UInt8>) -> Match {
        var node = 0
        var found: (KeyPress, Int)?
        var count = 0
        for byte in bytes {
            guard let next = nodes[node].next[byte] else { return found.map { .key($0, $1) } ?? .none }
            node = next
            count += 1
            if let key = nodes[node].key { found = (key, count) }
        }
        if let found, nodes[node].next.isEmpty { return .key(found.0, found.1) }
        return count > 0 ? .begins : .none
    }
}
