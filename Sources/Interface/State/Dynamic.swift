/// How hard a key is struck, as music writes it; the raw value is its MIDI velocity.
public enum Dynamic: Int, Sendable, CaseIterable {
    case ppp = 16
    case pp = 33
    case p = 49
    case mp = 64
    case mf = 80
    case f = 96
    case ff = 112
    case fff = 127

    public var velocity: Int { rawValue }

    /// "mf".
    public var sign: String { "\(self)" }

    /// The next louder or softer one; nil where there is none.
    func stepped(by steps: Int) -> Dynamic? {
        let all = Self.allCases
        guard let index = all.firstIndex(of: self), all.indices.contains(index + steps) else { return nil }
        return all[index + steps]
    }
}
