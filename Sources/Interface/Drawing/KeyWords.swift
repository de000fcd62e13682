/// Sentences of the screen that say which key to press, with the keys as they are bound.
public struct KeyWords: Sendable {
    /// Commands that these sentences name, as `Scene.keys` is asked for them.
    public enum Command: String, Sendable, CaseIterable {
        case open, record, generate, palette, tap
        case nextReading = "sheet.nextReading"
        case takeReading = "sheet.takeReading"
        case leadSheet = "focus.leadSheet"
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

    var playsAnew: String { "\(self[.generate] ?? "g") plays it anew" }
    var noTakes: String { "\(self[.generate] ?? "g") makes the first take" }
    var tapAlong: String {
        self[.tap].map { "tap along with \($0), four beats or more" } ?? "tap along, four beats or more"
    }

    /// What to do where the beats are a guess.
    /// - Parameters:
    ///   - hasReadings: whether there are others to try.
    ///   - isInSheet: whether the lead sheet has the keys.
    ///   - isBrief: whether there is little room.
    func unsureBeats(hasReadings: Bool, isInSheet: Bool, isBrief: Bool = false) -> String {
        let tapping = self[.tap].map { "tap \($0)" + (isBrief ? "" : " four times") } ?? "tap four of them"
        guard hasReadings, let next = self[.nextReading] else { return "not sure of the beat: \(tapping)" }
        let way = isInSheet ? next : [self[.leadSheet], next].compactMap(\.self).joined(separator: " ")
        return "not sure of the beat: \(tapping), or \(way)" + (isBrief ? "" : " for the next reading")
    }

    /// What may be done with a reading that is tried out.
    func trial(_ text: String, isBrief: Bool = false) -> String {
        let keys = sentence([(.takeReading, "takes it")] + (isBrief ? [] : [(.nextReading, "the next")]))
        return keys.isEmpty ? text : "\(text); \(keys)"
    }

    var noSheet: String { self[.tap].map { "no beats yet: tap them with \($0)" } ?? "no beats yet" }
}
