import Foundation

/// A lead sheet's values in words, alike on every screen and in every message: a question mark stands behind what is
/// unsure.
public struct LeadSheetWords: Sendable {
    /// What a singer may have fixed.
    public enum Value: Sendable, CaseIterable {
        /// The tempo by itself may be known where beats are not.
        case tempo, beats, meter, key, tuning
    }

    /// Less sure than this, a value is unsure.
    public static let sureness = 0.5

    private let sheet: LeadSheet
    private let fixed: Set<Value>
    private let drifts: Bool

    /// - Parameters:
    ///   - fixed: what the singer fixed, which is sure.
    ///   - drifts: whether beats drift around the tempo because the singer said so.
    public init(_ sheet: LeadSheet, fixed: Set<Value> = [], drifts: Bool = false) {
        self.sheet = sheet
        self.fixed = fixed
        self.drifts = drifts
    }

    /// The same beside what a singer said of the song.
    public func fixed(by constraints: ListeningConstraints) -> LeadSheetWords {
        let given: [(Value, Bool)] = [
            (.tempo, constraints.tempo != nil || constraints.beats != nil), (.beats, constraints.beats != nil),
            (.meter, constraints.meter != nil), (.key, constraints.key != nil), (.tuning, constraints.tuning != nil),
        ]
        return LeadSheetWords(sheet, fixed: fixed.union(given.filter(\.1).map(\.0)), drifts: drifts)
    }

    /// Whether a value carries a question mark.
    public func isUnsure(_ value: Value) -> Bool { !fixed.contains(value) && sheet.sureness(of: value) < Self.sureness }

    /// "A minor?".
    public var key: String { marked(sheet.key.description, .key) }
    /// "Am?".
    public var shortKey: String { marked("\(sheet.key.tonic)\(sheet.key.mode == .minor ? "m" : "")", .key) }
    /// "A min?".
    public var halfKey: String { marked("\(sheet.key.tonic) \(sheet.key.mode == .minor ? "min" : "maj")", .key) }
    /// Beats a minute: "98.8?", "~98.8" where beats drift around it.
    public var tempo: String { marked(about + Self.number(sheet.tempo), .tempo) }
    /// "99?".
    public var wholeTempo: String { marked(about + Self.number(sheet.tempo.rounded()), .tempo) }
    private var about: String { drifts ? "~" : "" }
    /// "4/4?".
    public var meter: String { marked(sheet.signature.description, .meter) }
    /// "A 431 Hz, -35 c?"; nil where nobody listened for it.
    public var tuning: String? { sheet.tuning.map { marked($0.description, .tuning) } }
    /// "-35c?", likewise.
    public var shortTuning: String? { sheet.tuning.map { marked($0.short, .tuning) } }

    /// "98.8? BPM, 4/4?, B minor?", and the tuning where it is worth telling.
    public var sentence: String {
        ([tempo + " BPM", meter, key] + [isOffPitch ? tuning : nil, sheet.tuning?.driftText].compactMap(\.self))
            .joined(separator: ", ")
    }

    /// Whether the tuning is far enough from A = 440 Hz to be told everywhere.
    public var isOffPitch: Bool { sheet.tuning.map { abs($0.cents) > Tuning.noticeable } ?? false }

    private func marked(_ text: String, _ value: Value) -> String { isUnsure(value) ? text + "?" : text }

    /// So many digits after the point at most, and no zeros at their end; the same in every country.
    public static func number(_ value: Double, digits: Int = 1) -> String {
        guard value.isFinite else { return "?" }
        var text = String(format: "%.\(digits)f", value)
        while text.contains("."), text.last == "0" || text.last == "." {
            if text.removeLast() == "." { break }
        }
        return text
    }
}

extension LeadSheet {
    /// 0...1: how sure a value is; 1 where nobody judged it.
    public func sureness(of value: LeadSheetWords.Value) -> Double {
        switch value {
        case .tempo, .beats: min(confidence?.beats ?? 1, beatConfidence)
        case .meter: confidence?.meter ?? 1
        case .key: confidence?.key ?? 1
        case .tuning: tuning?.confidence ?? 1
        }
    }

    /// Whether the beats are a guess.
    public var hasUnsureBeats: Bool { sureness(of: .beats) < LeadSheetWords.sureness }

    /// A person set or confirmed a value.
    public mutating func confirm(_ value: LeadSheetWords.Value) {
        switch value {
        case .tempo, .beats:
            beatConfidence = 1
            confidence?.beats = 1
            confidence?.downbeats = 1
        case .meter: confidence?.meter = 1
        case .key: confidence?.key = 1
        case .tuning: tuning?.confidence = 1
        }
    }
}
