import Foundation
import Sentences

extension Recipe {
    /// What of a song is accompanied, or made anew.
    struct Part: Equatable, Sendable {
        /// Seconds; nil to the song's start or end.
        var from: Double?
        var to: Double?
        /// Seconds.
        var reroll: Range<Double>?

        init(from: Double? = nil, to: Double? = nil, reroll: Range<Double>? = nil) {
            self.from = from
            self.to = to
            self.reroll = reroll
        }

        /// "12-30", "1:05-1:20", "12-" or "-30", in seconds or minutes and seconds.
        /// - Throws: `RecipeError`.
        init(parsing text: String) throws {
            let ends = text.split(separator: "-", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard ends.count == 2 else { throw RecipeError("a part is written like 12-30 or 1:05-1:20") }
            self.init(from: try Self.time(ends[0]), to: try Self.time(ends[1]))
        }

        /// As `init(parsing:)` reads it.
        var text: String { Setting.plain(from ?? 0) + "-" + (to.map(Setting.plain) ?? "") }

        var isWhole: Bool { from == nil && to == nil }

        private static func time(_ text: String) throws -> Double? {
            guard !text.isEmpty, text != "end" else { return nil }
            let fields = text.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
            let times = fields.compactMap { $0 }
            guard times.count == fields.count, (1...2).contains(times.count),
                times.allSatisfy({ $0 >= 0 && $0.isFinite })
            else { throw RecipeError("\(text.quoted) is no time; write seconds, or minutes:seconds") }
            return times.reduce(0) { $0 * 60 + $1 }
        }
    }

    var part: Part {
        get { Part(from: from, to: to, reroll: reroll) }
        set { (from, to, reroll) = (newValue.from, newValue.to, newValue.reroll) }
    }
}
