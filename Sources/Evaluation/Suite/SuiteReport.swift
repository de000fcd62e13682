import Foundation

/// Takes of every system for songs whose truth is known and for recordings of singing, beside what is possible and what
/// is chance: what `backline evaluate suite` prints and draws.
public struct SuiteReport: Encodable, Sendable {
    public var systems: [System]
    public var songs: SuiteSongs?
    public var recordings: SuiteRecordings?
    /// How good the judges of key, chord, beat and pitch are themselves, also on these songs.
    public var estimators: PairReport.Estimators
    /// Of the whole run, takes and measures.
    public var computeSeconds: Double

    public init(
        systems: [System], songs: SuiteSongs?, recordings: SuiteRecordings?, estimators: PairReport.Estimators,
        computeSeconds: Double
    ) {
        self.systems = systems
        self.songs = songs
        self.recordings = recordings
        self.estimators = estimators
        self.computeSeconds = computeSeconds
    }

    /// A system at the recipe of its takes.
    public struct System: Codable, Sendable, Equatable {
        public var name: String
        public var title: String
        /// What its takes were set to, where it has such settings.
        public var solver: String?
        public var steps: Int?
        public var guidance: Double?
        public var seed: UInt64
        /// Of all weights that decide the sound.
        public var weights: String

        public init(
            name: String, title: String, solver: String?, steps: Int?, guidance: Double?, seed: UInt64,
            weights: String
        ) {
            self.name = name
            self.title = title
            self.solver = solver
            self.steps = steps
            self.guidance = guidance
            self.seed = seed
            self.weights = weights
        }

        var sentence: String {
            let settings = [
                solver, steps.map { "\($0) \($0 == 1 ? "step" : "steps")" },
                guidance.map { "guidance " + String(format: "%g", $0) }, "seed \(seed)",
            ]
            return "\(title): " + settings.compactMap(\.self).joined(separator: ", ")
        }
    }

    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
