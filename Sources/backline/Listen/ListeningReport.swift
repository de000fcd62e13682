import Foundation
import Listener
import Music
import Signal

/// What `listen` prints for people.
struct ListeningReport {
    private let heard: Heard
    private let file: String
    private let duration: Double
    private let loudness: Loudness
    /// How many readings are listed.
    private let alternatives: Int
    private var sheet: LeadSheet { heard.leadSheet }
    /// What was said is sure.
    private let words: LeadSheetWords
    private let given: ListeningConstraints
    private var isTempoGiven: Bool { given.tempo != nil && given.beats == nil }

    private static let barsPerLine = 4

    init(
        _ heard: Heard, file: String, duration: Double, loudness: Loudness, given: ListeningConstraints,
        alternatives: Int = 0
    ) {
        self.heard = heard
        self.alternatives = alternatives
        words = LeadSheetWords(heard.leadSheet).fixed(by: given)
        self.given = given
        self.file = file
        self.duration = duration
        self.loudness = loudness
    }

    var text: String {
        var lines = ["\(file): \(fixed(duration, 1)) s, \(level)", ""]
        lines.append("tempo     \(tempo)")
        lines.append("metre     \(words.meter)\(sure(sheet.confidence?.meter ?? heard.confidence?.meter))")
        lines.append("key       \(words.key)\(sure(sheet.confidence?.key ?? heard.confidence?.key))")
        if let tuning = words.tuning {
            lines.append("tuning    \(tuning)\(sure(sheet.tuning?.confidence))\(drift)")
        }
        lines.append("voice     \(voice)")
        lines += readings
        lines.append("")
        lines += bars
        if let advice = sheet.beatAdvice(given) { lines += ["", advice] }
        return lines.joined(separator: "\n")
    }

    private var level: String {
        let integrated = loudness.integrated.map { "\(fixed($0, 1)) LUFS" } ?? "too quiet to measure"
        return integrated + (loudness.truePeakDecibels.map { ", peak \(fixed($0, 1)) dBTP" } ?? "")
    }

    /// The median and, over four beats at a time so that single beats count little, from the slowest to the fastest.
    private var tempo: String {
        let beats = sheet.beats
        let stretch = min(4, beats.count - 1)
        guard stretch > 0 else { return "-" }
        let tempi = beats.indices.dropLast(stretch).map { 60 * Double(stretch) / (beats[$0 + stretch] - beats[$0]) }
        let range = "\(fixed(tempi.min() ?? 0, 1)) to \(fixed(tempi.max() ?? 0, 1))"
        let sure = "\(fixed(100 * sheet.sureness(of: .beats), 0)) % sure"
        return "\(words.tempo) BPM (\(range)), " + (isTempoGiven ? "as given, beats \(sure)" : sure)
    }

    private var drift: String { sheet.tuning?.driftText.map { ", \($0) from beginning to end" } ?? "" }

    /// The likeliest ones, one a line, with where the first bar begins.
    private var readings: [String] {
        guard alternatives > 0 else { return [] }
        let listed = heard.hypotheses.prefix(alternatives)
        guard !listed.isEmpty else { return ["", "there is no other reading"] }
        let width = listed.map(\.name.count).max() ?? 0
        return [""]
            + listed.enumerated().map { index, reading in
                let name = reading.name.padding(toLength: width, withPad: " ", startingAt: 0)
                return String(
                    format: "reading %d %@  from %6.2f s  %3.0f %%", index + 1, name, reading.firstDownbeat,
                    100 * reading.probability)
            }
    }

    private var voice: String {
        guard let summary = PitchSummary(heard.pitch) else { return "none" }
        let names = [summary.lowest, summary.highest, summary.median].map(PitchSummary.name)
        return
            "\(names[0]) to \(names[1]), median \(names[2]), \(heard.notes.count == 1 ? "one note" : "\(heard.notes.count) notes"), "
            + "\(fixed(100 * summary.voiced, 0)) % of the time"
    }

    /// Chords by bars, four a line, each line with the time of its first bar; a dot is a beat on which a chord stays.
    private var bars: [String] {
        let beats = sheet.beats
        var starts = sheet.downbeats
        if let first = starts.first, first > 0 { starts.insert(0, at: 0) }
        let cells = starts.indices.map { bar -> String in
            let end = bar + 1 < starts.count ? starts[bar + 1] : beats.count
            let words = (starts[bar]..<end).map { beat -> String in
                let time = beats[beat] + 0.01
                guard let span = sheet.chords.last(where: { $0.start <= time && $0.end > time }) else { return "." }
                let begins = beat == starts[bar] || span.start > beats[beat - 1] + 0.01
                let name = span.chord?.description ?? "N"
                return begins ? name + (span.confidence < LeadSheetWords.sureness ? "?" : "") : "."
            }
            return words.joined(separator: " ")
        }
        let width = cells.map(\.count).max() ?? 0
        return stride(from: 0, to: cells.count, by: Self.barsPerLine).map { first in
            let line = cells[first..<min(first + Self.barsPerLine, cells.count)]
                .map { $0.padding(toLength: width, withPad: " ", startingAt: 0) }
            let time = beats[starts[first]]
            return String(format: "%d:%05.2f", Int(time) / 60, time.truncatingRemainder(dividingBy: 60))
                + " | " + line.joined(separator: " | ") + " |"
        }
    }

    /// How sure.
    private func sure(_ confidence: Double?) -> String { confidence.map { ", \(fixed(100 * $0, 0)) % sure" } ?? "" }

    private func fixed(_ value: Double, _ places: Int) -> String { String(format: "%.\(places)f", value) }
}
