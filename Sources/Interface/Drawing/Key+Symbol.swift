import Music

extension Key {
    /// As chords are written: "C#m" for C# minor.
    var symbol: String { "\(tonic)\(mode == .minor ? "m" : "")" }
}
