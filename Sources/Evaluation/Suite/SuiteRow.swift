/// One kind of accompaniment, measured on all songs.
public struct SuiteRow: Encodable, Sendable {
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// The real render: the ceiling.
        case real
        /// Its Mel through our vocoder: the most that a perfect Mel would reach.
        case vocoded
        /// A take with the annotated lead sheet and style.
        case annotated
        /// A take from the vocal alone.
        case vocalAlone
        /// Another song's render: chance.
        case otherSong
    }

    public var kind: Kind
    /// The system's name, of takes.
    public var system: String?
    public var title: String
    public var report: PairReport
    /// Against the annotated lead sheet, where there is one.
    public var leadSheet: CoherenceFigures?
    public var takes: [SuiteTake]
    /// Songs without a take, with the reason.
    public var failures: [String: String]
    /// The joins of its takes among the changes inside the real renders.
    public var seams: SoundChanges.Standing?

    /// - Parameters:
    ///   - system: name and title.
    ///   - leadSheet: of each song.
    public init(
        kind: Kind, system: (name: String, title: String)?, report: PairReport, leadSheet: [CoherenceFigures] = [],
        takes: [SuiteTake] = [], failures: [String: String] = [:], real: SoundChanges = .init()
    ) {
        self.kind = kind
        self.system = system?.name
        self.report = report
        self.leadSheet = leadSheet.isEmpty ? nil : .mean(leadSheet)
        self.takes = takes
        self.failures = failures
        seams = takes.reduce(into: SoundChanges()) { $0.add($1.joins) }.standing(among: real)
        title =
            switch kind {
            case .real: "real render"
            case .vocoded: "its Mel through our vocoder"
            case .annotated: "\(system?.title ?? "take"), annotated lead sheet and style"
            case .vocalAlone: "\(system?.title ?? "take"), from the vocal alone"
            case .otherSong: "another song's render"
            }
    }

    /// Seconds of computing over seconds of sound.
    public var realTimeFactor: Double? {
        let seconds = takes.reduce(0) { $0 + $1.seconds }
        return seconds > 0 ? takes.reduce(0) { $0 + $1.computeSeconds } / seconds : nil
    }
}

/// How one take came about.
public struct SuiteTake: Codable, Sendable, Equatable {
    public var name: String
    public var seconds: Double
    public var computeSeconds: Double
    /// `SoundCheck.seamClicks` at each join of sections.
    public var seamClicks: [Double]
    /// Where a section begins, and where the one before has faded half and wholly.
    public var joins: SoundChanges
    public var tempo: Double
    public var key: String
    public var beatConfidence: Double

    public init(
        name: String, seconds: Double, computeSeconds: Double, seamClicks: [Double], joins: SoundChanges,
        tempo: Double, key: String,
        beatConfidence: Double
    ) {
        self.name = name
        self.seconds = seconds
        self.computeSeconds = computeSeconds
        self.seamClicks = seamClicks
        self.joins = joins
        self.tempo = tempo
        self.key = key
        self.beatConfidence = beatConfidence
    }
}
