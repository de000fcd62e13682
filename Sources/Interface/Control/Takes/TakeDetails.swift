import Music
import Recipes
import Songs

/// A take in sentences.
struct TakeDetails {
    let lines: [String]

    init(_ take: Take, _ song: Song, _ systems: [SystemDescription]) {
        let parent = take.parent.map { id in song[take: id]?.name ?? "take \(id), which is deleted" } ?? "another take"
        let origin =
            switch take.origin {
            case .fresh: "made from noise"
            case .variation(let strength): "a variation of \(parent), strength \(strength.formatted())"
            case .reroll(let range):
                "\(parent) with \(range.lowerBound.formatted()) to \(range.upperBound.formatted()) s made anew"
            case .extended(let range):
                "\(parent) with \(range.lowerBound.formatted()) to \(range.upperBound.formatted()) s added"
            }
        var lines = [
            "Take \(take.id)\(take.isStarred ? ", starred" : ""): \(origin)",
            "from \(take.start.formatted()) s on, \(take.duration.formatted()) s long, "
                + "\(Int(take.sampleRate)) Hz, made in \(take.computeSeconds.formatted()) s",
        ]
        if !take.note.isEmpty { lines.append("note: \(take.note)") }
        let words = LeadSheetWords(take.leadSheet)
        let tuning = words.tuning.map { ", tuned to \($0)" } ?? ""
        lines.append("plays to \(words.tempo) BPM, \(words.meter), \(words.key)\(tuning)")
        let isOlder = song.hasOtherSheet(take)
        lines.append("its chords" + (isOlder ? "; the song's lead sheet has changed since:" : ":"))
        lines += Self.chords(of: take)
        if let heard = take.heard { lines.append("listened to " + heard.joined(separator: ", ")) }
        if let loudness = take.loudness { lines.append("loudness: \(loudness.formatted()) LUFS") }
        lines += ["", "Recipe"]
        lines += systems.parameters(of: take.recipe).map { parameter in
            let text = parameter.text(of: take.recipe)
            return "  \(parameter.label): \(text.isEmpty ? "-" : text)"
        }
        lines += ["", "Files"] + take.stems.map { "  \($0.name): \($0.file)" } + ["", "model \(take.modelHash)"]
        self.lines = lines
    }

    /// One after another as they change, eight a line.
    private static func chords(of take: Take) -> [String] {
        let words = take.sungSheet.chords.reduce(into: [String]()) { words, span in
            let word = span.chord?.description ?? "N"
            if words.last != word { words.append(word) }
        }
        return stride(from: 0, to: words.count, by: chordsALine).map { start in
            "  " + words[start..<min(start + chordsALine, words.count)].joined(separator: " ")
        }
    }

    private static let chordsALine = 8
}
