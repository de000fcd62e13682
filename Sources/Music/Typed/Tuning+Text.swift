import Foundation
import Sentences

extension Tuning: CustomStringConvertible {
    /// Cents over A = 440 Hz, like "-35c" or "+12 cents", or the hertz of the A, like "431" or "440 Hz". Whether it lies
    /// in `range` is for others to check.
    public init?(parsing text: some StringProtocol) {
        func trimmed(_ text: some StringProtocol) -> String { text.trimmingCharacters(in: .whitespaces) }
        let word = trimmed(text.lowercased().replacing(",", with: "."))
        if let unit = ["cents", "cent", "ct", "c"].first(where: word.hasSuffix) {
            guard let cents = Double(trimmed(word.dropLast(unit.count))), cents.isFinite else { return nil }
            self.init(cents: cents)
        } else {
            let number = word.hasSuffix("hz") ? trimmed(word.dropLast(2)) : word
            guard let hertz = Double(number), hertz.isFinite, hertz > 0 else { return nil }
            self.init(cents: 1200 * log2(hertz / 440))
        }
    }

    /// Why a text is no tuning.
    public static func refusal(of text: some StringProtocol) -> String {
        "\(text.quoted) is no tuning; write cents over A = 440 Hz like -35c, or the hertz of the A like 431"
    }

    /// As `init(parsing:)` reads it: "-35c".
    public var short: String { Self.signed(cents) + "c" }

    /// "A 431 Hz, -35 c".
    public var description: String { "A \(Self.whole(a)) Hz, \(Self.signed(cents)) c" }

    /// More cents than these from A = 440 Hz are worth telling everywhere.
    public static let noticeable = 5.0
    /// More cents than these between a voice's beginning and its end are worth telling.
    public static let noticeableDrift = 15.0

    /// "drifts 20 c flat"; nil where it hardly does.
    public var driftText: String? {
        guard drift.isFinite, abs(drift) > Self.noticeableDrift else { return nil }
        return "drifts \(Self.whole(abs(drift))) c \(drift < 0 ? "flat" : "sharp")"
    }

    private static func whole(_ value: Double) -> String { String(format: "%.0f", value) }

    private static func signed(_ value: Double) -> String {
        let text = String(format: "%+.0f", value)
        return text == "-0" || text == "+0" ? "0" : text
    }
}
