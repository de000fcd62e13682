/// Turns the bytes that a terminal sends into events, however reads cut them up.
package struct InputDecoder {
    /// Longest paste that is kept, bytes: the rest of a longer one is dropped.
    package static let pasteLimit = 1 << 20
    /// No key's bytes are longer; what goes on beyond is no sequence.
    private static let longestSequence = 64

    private var bytes: [UInt8] = []
    private var paste: [UInt8]?
    private let keys: TerminalKeys

    package init(keys: TerminalKeys) { self.keys = keys }

    /// Whether what has come so far could go on: the start of a sequence, of a character or of a paste.
    package var isIncomplete: Bool { !bytes.isEmpty || paste != nil }
    package var isPasting: Bool { paste != nil }

    package mutating func feed(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

    /// The next event that is complete.
    /// - Parameter flushing: nothing more came in time, so what is there is all.
    package mutating func next(flushing: Bool = false) -> InputEvent? {
        while true {
            if paste != nil {
                if takePaste() || flushing { return finishPaste() }
                return nil
            }
            guard !bytes.isEmpty else { return nil }
            switch step(flushing: flushing) {
            case .event(let event, let count):
                bytes.removeFirst(count)
                return event
            case .nothing(let count): bytes.removeFirst(count)
            case .pasteBegins(let count):
                bytes.removeFirst(count)
                paste = []
            case .wait: return nil
            }
        }
    }

    private enum Step {
        case event(InputEvent, Int)
        /// Bytes that mean nothing here.
        case nothing(Int)
        case pasteBegins(Int)
        case wait
    }

    // MARK: paste

    private static let pasteEnd = Array("\u{1b}[201~".utf8)

    /// Moves bytes into the paste. - Returns: whether its end has come.
    private mutating func takePaste() -> Bool {
        let end = bytes.firstRange(of: Self.pasteEnd)
        // the end itself may be cut: its beginning stays behind
        var count = end?.lowerBound ?? bytes.count
        if end == nil {
            let longest = min(Self.pasteEnd.count - 1, bytes.count)
            for length in stride(from: longest, to: 0, by: -1)
            where bytes.suffix(length).elementsEqual(Self.pasteEnd.prefix(length)) {
                count = bytes.count - length
                break
            }
        }
        let room = Self.pasteLimit - (paste?.count ?? 0)
        paste?.append(contentsOf: bytes.prefix(min(count, room)))
        bytes.removeFirst(end?.upperBound ?? count)
        return end != nil
    }

    private mutating func finishPaste() -> InputEvent {
        defer { paste = nil }
        return .paste(String(decoding: paste ?? [], as: UTF8.self))
    }

    // MARK: keys

    private func step(flushing: Bool) -> Step {
        let first = bytes[0]
        guard first == 0x1b else { return character(at: 0, alt: false, flushing: flushing) }
        switch keys.match(bytes) {
        case .key(let key, let count): return .event(.key(key), count)
        case .begins where !flushing: return .wait
        default: break
        }
        guard bytes.count > 1 else { return flushing ? .event(.key(KeyPress(.escape)), 1) : .wait }
        switch bytes[1] {
        case UInt8(ascii: "["): return controlSequence(flushing: flushing)
        case UInt8(ascii: "O"):
            guard bytes.count > 2 else {
                return flushing ? .event(.key(KeyPress(.character("O"), alt: true)), 2) : .wait
            }
            let key = ControlSequence(parameters: [], final: bytes[2]).key
            return key.map { .event(.key($0), 3) } ?? .nothing(3)
        case 0x1b: return .event(.key(KeyPress(.escape)), 1)
        default: return character(at: 1, alt: true, flushing: flushing)
        }
    }

    private func controlSequence(flushing: Bool) -> Step {
        // no further than that, however much has come: else it mattered how reads cut the bytes up
        let places = bytes.indices.prefix(Self.longestSequence).dropFirst(2)
        guard let end = places.first(where: { (0x40...0x7e).contains(bytes[$0]) }) else {
            if flushing, bytes.count == 2 { return .event(.key(KeyPress(.character("["), alt: true)), 2) }
            guard flushing || bytes.count >= Self.longestSequence else { return .wait }
            return .nothing(min(bytes.count, Self.longestSequence))
        }
        let count = end + 1
        var body = bytes[2..<end]
        if body.first == UInt8(ascii: "<") {
            body.removeFirst()
            let sequence = ControlSequence(body, final: bytes[end])
            return sequence.mouse.map { .event(.mouse($0), count) } ?? .nothing(count)
        }
        let sequence = ControlSequence(body, final: bytes[end])
        if sequence.final == UInt8(ascii: "~"), sequence.parameters.first == 200 { return .pasteBegins(count) }
        return sequence.key.map { .event(.key($0), count) } ?? .nothing(count)
    }

    /// A character typed, with control in it.
    private func character(at start: Int, alt: Bool, flushing: Bool) -> Step {
        let byte = bytes[start]
        let count = start + 1
        func key(_ code: KeyPress.Code, control: Bool = false) -> Step {
            .event(.key(KeyPress(code, control: control, alt: alt)), count)
        }
        switch byte {
        case 0x00: return key(.character(" "), control: true)
        case 0x09: return key(.tab)
        case 0x0a, 0x0d: return key(.enter)
        case 0x08, 0x7f: return key(.backspace)
        case 0x01...0x1a: return key(.character(Character(Unicode.Scalar(byte + 0x60))), control: true)
        case 0x1c...0x1f: return key(.character(Character(Unicode.Scalar(byte + 0x40))), control: true)
        case 0x20...0x7e: return key(.character(Character(Unicode.Scalar(byte))))
        default: break
        }
        let length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
        guard (0xc2...0xf4).contains(byte) else { return .nothing(count) }
        let available = bytes[start...].prefix(length)
        if available.dropFirst().contains(where: { !(0x80...0xbf).contains($0) }) { return .nothing(count) }
        guard available.count == length else { return flushing ? .nothing(start + available.count) : .wait }
        guard let text = String(validating: available, as: UTF8.self), let character = text.first else {
            return .nothing(start + length)
        }
        // C1 controls are no characters either
        guard (character.unicodeScalars.first?.value ?? 0) > 0x9f else { return .nothing(start + length) }
        return .event(.key(KeyPress(.character(character), alt: alt)), start + length)
    }
}
