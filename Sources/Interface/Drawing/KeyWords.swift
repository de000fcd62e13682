/// Sentences of the screen that say which key to press, with the keys as they are bound.
public struct KeyWords: Sendable {
    /// Commands that these sentences name, as `Scene.keys` is asked for them.
    public enum Command: String, Sendable, CaseIterable {
        case open, record, generate, palette, tap
    }

    private let keys: [String: String]

    init(_ keys: [String: String]) { self.keys = keys }

    /// nil where the command table binds none, or does not say.
    private subscript(command: Command) -> String? { keys[command.rawValue] }

    private func sentence(_ parts: [(Command, String)]) -> String {
        parts.compactMap { command, does in self[command].map { "\($0) \(does)" } }.joined(separator: ", ")
    }

    var noVocal: String {
        let known = sentence([
            (.open, "opens a sound file"), (.record, "records a vocal"), (.palette, "lists commands"),
        ])
        return known.isEmpty ? ": lists all commands" : known
    }

    var noTakes: String { "\(self[.generate] ?? "g") makes the first take" }
    var unsureBeats: String { self[.tap].map { "beats unsure: tap \($0)" } ?? "beats unsure: tap them" }
    var noSheet: String { self[.tap].map { "no beats yet: tap them with \($0)" } ?? "no beats yet" }
}
