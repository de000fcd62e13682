import FastSAG
import Foundation
import Recipes

/// What `bench generation` found.
struct GenerationReport: Codable {
    /// The first is the usual one.
    var takes: [TakeProbe.Figures]
    var baseline: BaselineComparison?
    var largeBaseline: BaselineComparison?
    var published: PublishedComparison?

    var table: String {
        var lines = [
            "Takes of a synthetic vocal (by stage: seconds of computing; each row in a process of its own)",
            "",
            Self.row([
                "vocal", "steps", "guid.", "thr.", "listen", "condit.", "denoise", "vocode", "whole", "RTF", "sound",
                "cold", "GFLOP/s", "sgemm", "share", "MB",
            ]),
        ]
        for take in takes {
            func spent(_ phase: Phase) -> String {
                String(format: "%.2f", take.stageSeconds[phase.id] ?? 0)
            }
            lines.append(
                Self.row([
                    String(format: "%g s", take.seconds), "\(take.steps)", String(format: "%g", take.guidance),
                    "\(take.threads)", spent(.listen), spent(.condition), spent(.denoise), spent(.vocode),
                    String(format: "%.2f", take.totalSeconds), String(format: "%.3f", take.realTimeFactor),
                    String(format: "%.2f", take.firstSoundSeconds),
                    String(format: "%.2f", take.coldFirstSoundSeconds), String(format: "%.0f", take.denoiserGigaflops),
                    String(format: "%.0f", take.sgemmGigaflops), String(format: "%.0f %%", 100 * take.denoiserShare),
                    String(format: "%.0f", take.peakMegabytes),
                ]))
        }
        lines += [
            "",
            "RTF: whole by second of the vocal. sound: from the order to the first sound, everything loaded; cold: from",
            "the start of the program. GFLOP/s: linear layers, convolutions and attention of the denoiser, a",
            "multiply-accumulate being two; sgemm: a product of square matrices; MB: peak of the whole program.",
        ]
        if let usual = takes.first {
            let steps = usual.stepSeconds.map { String(format: "%.0f", 1000 * $0) }.joined(separator: " ")
            lines += ["", "Steps of the usual take, ms: \(steps)"]
        }
        for comparison in [baseline, largeBaseline].compactMap(\.self) { lines += ["", comparison.table] }
        if let published { lines += ["", published.table] }
        return lines.joined(separator: "\n")
    }

    private static func row(_ cells: [String]) -> String {
        cells.map { cell in String(repeating: " ", count: max(8 - cell.count, 1)) + cell }.joined()
    }
}
