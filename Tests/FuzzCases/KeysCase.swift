import Terminal

enum KeysCase {
    /// However reads cut them up, the same bytes are the same events; the first byte says where they are cut.
    static func read(_ bytes: [UInt8]) {
        guard let first = bytes.first else { return }
        let rest = Array(bytes.dropFirst())
        precondition(events(rest, piece: Int(first % 16) + 1) == events(rest, piece: rest.count + 1))
    }

    private static func events(_ bytes: [UInt8], piece: Int) -> [InputEvent] {
        var decoder = InputDecoder(keys: TerminalKeys { _ in nil })
        var events: [InputEvent] = []
        for start in stride(from: 0, to: bytes.count, by: piece) {
            decoder.feed(bytes[start..<min(start + piece, bytes.count)])
            while let event = decoder.next() { events.append(event) }
        }
        while let event = decoder.next(flushing: true) { events.append(event) }
        return events
    }
}
