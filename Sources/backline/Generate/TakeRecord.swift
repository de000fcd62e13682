import Foundation
import Generation
import Music
import Recipes

/// What is written into a take: its recipe and what was heard, so that the same file can be made again.
struct TakeRecord: Codable {
    var recipe: Recipe
    /// Of further players, in turn; nil of a take by itself.
    var others: [Recipe]?
    /// Of a player who listens to more than the vocal: who sounded; nil for the vocal alone.
    var heard: [String]?
    var vocal: String
    var modelHash: String
    var leadSheet: LeadSheet
    /// Among others, in seconds of the vocal, where takes explored several.
    var reading: ListeningHypothesis?
    var version = BacklineCommand.version

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

/// What `generate` says of a finished take.
struct TakeReport: Encodable {
    var vocal: String
    var system: String
    var seed: UInt64
    var seconds: Double
    var computeSeconds: Double
    var stageSeconds: [String: Double]
    var tempo: Double
    var key: String
    /// Like "6/8".
    var meter: String
    var beatConfidence: Double
    /// nil where nobody listened.
    var confidence: ListeningConfidence?
    /// Like "92 BPM 3/4 A minor"; nil where takes did not explore readings.
    var reading: String?
    var files: [String]
    private var words: String
    /// What helps where it is needed.
    private var advice: String?

    private enum CodingKeys: String, CodingKey {
        case vocal, system, seed, seconds, computeSeconds, stageSeconds, tempo, key, meter, beatConfidence, confidence
        case reading, files
    }

    /// - Parameters:
    ///   - given: what the singer said, which is sure.
    ///   - reading: the name of what it plays to, among others.
    ///   - isFirst: of the vocal's takes, which says what helps where beats are unsure.
    init(
        vocal: String, system: String, seed: UInt64, seconds: Double, computeSeconds: Double,
        stageSeconds: [String: Double], _ sheet: LeadSheet, given: ListeningConstraints, reading: String?,
        isFirst: Bool, files: [String]
    ) {
        self.vocal = vocal
        self.system = system
        self.seed = seed
        self.seconds = seconds
        self.computeSeconds = computeSeconds
        self.stageSeconds = stageSeconds
        tempo = sheet.reportedTempo
        key = sheet.key.description
        meter = sheet.signature.description
        beatConfidence = sheet.beatConfidence
        confidence = sheet.confidence
        self.reading = reading
        self.files = files
        words = LeadSheetWords(sheet).fixed(by: given).sentence
        advice = isFirst ? sheet.beatAdvice(given) : nil
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    var sentence: String {
        let folder = files.first.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path } ?? ""
        return String(
            format: "%@: %.1f s, %@, made in %.1f s, seed %llu%@ -> %@%@", vocal, seconds, words, computeSeconds, seed,
            reading.map { " as \($0)" } ?? "", folder, advice.map { "; \($0)" } ?? "")
    }
}
