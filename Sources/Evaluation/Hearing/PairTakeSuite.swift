import Corpus
import Foundation
import Listener
import Signal

/// Makes takes for real vocals and holds them against the backings that belong to them.
public struct PairTakeSuite: Sendable {
    public init() {}

    /// - Parameters:
    ///   - clips: the next one's backing is chance.
    ///   - kinds: of takes; backings are measured beside them.
    ///   - take: a take of a kind for a clip's vocal, as long as that. `number` counts clips, so that every vocal may have a
    ///     band of its own.
    /// - Throws: `AudioFileError`, `PairingError`, what making takes throws; but where nothing can be heard in a vocal that is
    ///   measured as a take that is missing.
    public func run(
        _ clips: [PairClip], kinds: Set<PairTakeKind> = Set(PairTakeKind.allCases),
        take: (_ clip: PairClip, _ kind: PairTakeKind, _ vocal: AudioBuffer, _ number: Int) throws -> AudioBuffer
    ) throws -> PairTakeReport {
        let rows = try clips.enumerated().map { number, clip -> PairTakeReport.Row in
            let vocal = try PairSound(file: clip.vocal)
            let backing = AccompanimentAnalysis(try PairSound(file: clip.backing).samples)
            var row = PairTakeReport.Row(clip: clip.name, figures: [:], failures: [:])
            for kind in PairTakeKind.allCases where kinds.contains(kind) || !kind.isTake {
                let sound: AccompanimentAnalysis
                switch kind {
                case .backing: sound = backing
                case .otherBacking:
                    // a clip is no chance of itself
                    guard clips.count > 1 else { continue }
                    let other = clips[(number + 1) % clips.count]
                    sound = AccompanimentAnalysis(try PairSound(file: other.backing).samples)
                case .leadSheet, .grid, .vocalAlone:
                    do {
                        sound = AccompanimentAnalysis(try PairSound(take(clip, kind, vocal.buffer, number)).samples)
                    } catch let error as ListenerError {
                        row.failures[kind.rawValue] = error.description
                        continue
                    }
                }
                for measure in PairTakeMeasure.allCases {
                    row.figures[kind.rawValue, default: [:]][measure.rawValue] = measure.value(
                        of: sound, backing: backing, truth: clip.truth)
                }
            }
            return row
        }
        return PairTakeReport(rows)
    }
}
