import Listener
import Music

/// Validation songs: vocal, real render and lead sheet are known.
public struct SuiteSongs: Encodable, Sendable {
    public var source: String
    public var songs: [String]
    /// Of all songs.
    public var seconds: Double
    /// Whether the other songs' renders belong to other songs than these: else distances between the sets say nothing.
    public var othersAreOutside: Bool
    public var rows: [SuiteRow]
    /// What the vocals alone were heard as.
    public var hearing: SuiteHearing?

    public init(
        source: String, songs: [String], seconds: Double, othersAreOutside: Bool, rows: [SuiteRow],
        hearing: SuiteHearing?
    ) {
        self.source = source
        self.songs = songs
        self.seconds = seconds
        self.othersAreOutside = othersAreOutside
        self.rows = rows
        self.hearing = hearing
    }

    func row(_ kind: SuiteRow.Kind) -> SuiteRow? { rows.first { $0.kind == kind } }

    /// How far a row's figure went from another song's render to the real one; nil where these do not differ.
    func share(_ value: Double?, of measure: CoherenceMeasure) -> Double? {
        share(value) { $0.report.coherence[measure.rawValue]?.value }
    }

    func share(_ value: Double?, _ figure: (SuiteRow) -> Double?) -> Double? {
        guard let value, let low = row(.otherSong).flatMap(figure), let high = row(.real).flatMap(figure),
            high - low > 1e-9
        else { return nil }
        return (value - low) / (high - low)
    }
}

/// What was heard in vocals alone against the annotated lead sheets.
public struct SuiteHearing: Codable, Sendable, Equatable {
    /// 70 ms; and at the best metrical level.
    public var beatF: Double
    public var beatFAtAnyLevel: Double
    /// Share of the time under the right root.
    public var roots: Double?
    /// Share of the songs whose key is right.
    public var key: Double

    public init(_ heard: LeadSheet, truth: LeadSheet) {
        beatF = RhythmJudge.beatF(estimated: heard.beats, reference: truth.beats)
        beatFAtAnyLevel = RhythmJudge.beatFAtAnyLevel(estimated: heard.beats, reference: truth.beats)
        roots = ChordOverlap.roots(estimated: heard.chords, reference: truth.chords)
        key = heard.key == truth.key ? 1 : 0
    }

    /// nil without songs.
    public static func mean(_ songs: [SuiteHearing]) -> SuiteHearing? {
        guard var mean = songs.first else { return nil }
        let count = Double(songs.count)
        mean.beatF = songs.reduce(0) { $0 + $1.beatF } / count
        mean.beatFAtAnyLevel = songs.reduce(0) { $0 + $1.beatFAtAnyLevel } / count
        mean.key = songs.reduce(0) { $0 + $1.key } / count
        let roots = songs.compactMap(\.roots)
        mean.roots = roots.isEmpty ? nil : roots.reduce(0, +) / Double(roots.count)
        return mean
    }
}

/// Recordings of singing, of which nothing is known but the vocal.
public struct SuiteRecordings: Encodable, Sendable {
    public var source: String
    /// One of each system.
    public var rows: [SuiteRow]

    public init(source: String, rows: [SuiteRow]) {
        self.source = source
        self.rows = rows
    }
}
