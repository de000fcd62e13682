import Foundation
import Sentences

/// A tempo as it is typed: "92" is exact to the last bar, "~92" lets beats drift around it.
public struct TypedTempo: Hashable, Sendable, CustomStringConvertible {
    /// Beats a minute.
    public var tempo: Double
    public var drifts: Bool

    public init(_ tempo: Double, drifts: Bool = false) {
        self.tempo = tempo
        self.drifts = drifts
    }

    /// "92", "92.5", "92,5", "~92" or "92~" (where a shell makes something else of the first), each with or without BPM.
    public init?(parsing text: some StringProtocol) {
        func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespaces) }
        var word = trimmed(text.lowercased().replacing(",", with: "."))
        if word.hasSuffix("bpm") { word = trimmed(String(word.dropLast(3))) }
        drifts = word.hasPrefix("~") || word.hasSuffix("~")
        if drifts { word = word.hasPrefix("~") ? String(word.dropFirst()) : String(word.dropLast()) }
        guard let number = Double(trimmed(word)) else { return nil }
        tempo = number
    }

    /// Why a text is no tempo.
    public static func refusal(of text: some StringProtocol) -> String {
        "\(text.quoted) is no tempo; write beats a minute like 92, or ~92 where beats drift around it"
    }

    /// As `init(parsing:)` reads it.
    public var description: String { (drifts ? "~" : "") + LeadSheetWords.number(tempo, digits: 3) }
}

extension ListeningConstraints {
    /// What is said of the tempo.
    public var typedTempo: TypedTempo? {
        get { tempo.map { TypedTempo($0, drifts: tempoDrifts) } }
        set { (tempo, tempoDrifts) = (newValue?.tempo, newValue?.drifts ?? false) }
    }
}
