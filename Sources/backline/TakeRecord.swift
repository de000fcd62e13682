import Foundation
import Generation
import Music
import Recipes

/// What is written into a take: its recipe and what was heard, so that the same file can be made again.
struct TakeRecord: Codable {
    var recipe: Recipe
    var vocal: String
    var modelHash: String
    var leadSheet: LeadSheet
    var version = BacklineCommand.version

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

/// What `generate` says of a finished take.
struct TakeReport: Codable {
    var vocal: String
    var system: String
    var seed: UInt64
    var seconds: Double
    var computeSeconds: Double
    var stageSeconds: [String: Double]
    var tempo: Double
    var key: String
    var beatConfidence: Double
    var files: [String]

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    var sentence: String {
        let folder = files.first.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path } ?? ""
        return String(
            format: "%@: %.1f s in %@, %.0f BPM%@, made in %.1f s, seed %llu -> %@", vocal, seconds, key, tempo,
            beatConfidence < 0.3 ? " (unsure: set it with --bpm)" : "", computeSeconds, seed, folder)
    }
}
