import Evaluation
import Recipes

/// One kind of accompaniment of all songs, as it grows.
struct SuiteRowInMaking {
    let kind: SuiteRow.Kind
    let system: SystemDescription?
    var pairs: [HeardPair] = []
    var leadSheet: [CoherenceFigures] = []
    var takes: [SuiteTake] = []
    /// By song.
    var failures: [String: String] = [:]

    init(_ kind: SuiteRow.Kind, _ system: SystemDescription? = nil) {
        self.kind = kind
        self.system = system
    }

    /// - Throws: what measuring throws.
    func finished(_ evaluation: PairEvaluation, real: SoundChanges = .init()) throws -> SuiteRow {
        SuiteRow(
            kind: kind, system: system.map { ($0.name, $0.title) }, report: try evaluation.report(on: pairs),
            leadSheet: leadSheet, takes: takes, failures: failures, real: real)
    }

    /// Under a spectrogram.
    var caption: String {
        switch kind {
        case .real: "real render"
        case .vocoded: "its Mel, vocoded"
        case .annotated: "\(system?.title ?? "take"), annotated"
        case .vocalAlone: "\(system?.title ?? "take"), vocal alone"
        case .otherSong: "another song"
        }
    }
}
