import Foundation
import Testing

/// `backline bench` with so little work that it takes seconds: its figures are there and fit each other. How large they are
/// is never asked.
@Suite struct BenchTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func object(_ arguments: [String]) throws -> [String: Any] {
        let outcome = try Program.run(["bench"] + arguments + ["--json"], scratch: scratch)
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        #expect(outcome.lines.count == 1)
        return try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    }

    private func positive(_ object: [String: Any], _ keys: String...) throws {
        for key in keys {
            let value = try #require(object[key] as? Double, "\(key)")
            #expect(value.isFinite && value > 0, "\(key) is \(value)")
        }
    }

    @Test func generationIsMeasured() throws {
        let report = try object([
            "generation", "--lengths", "1", "--steps", "2", "--guidance", "6,1", "--threads", "1", "--no-published",
        ])
        let takes = try #require(report["takes"] as? [[String: Any]])
        #expect(takes.map { $0["guidance"] as? Double } == [6, 1])
        for take in takes {
            try positive(
                take, "firstSoundSeconds", "coldFirstSoundSeconds", "loadSeconds", "totalSeconds", "realTimeFactor",
                "denoiserGigaflops", "sgemmGigaflops", "denoiserShare", "peakMegabytes")
            let stages = try #require(take["stageSeconds"] as? [String: Double])
            #expect(Set(stages.keys) == ["listen", "condition", "denoise", "vocode"])
            #expect(stages.values.allSatisfy { $0 > 0 })
            let total = try #require(take["totalSeconds"] as? Double)
            #expect(stages.values.reduce(0, +) <= total)
            #expect((take["stepSeconds"] as? [Double])?.count == 2)
            #expect(take["sections"] as? Int == 1 && take["passes"] as? Int == 2)
        }
        // two steps are at the loudest and the quietest level, where guidance never acts
        let counts = takes.compactMap { $0["denoiserMultiplyAccumulates"] as? Int }
        #expect(counts.count == 2 && counts[0] == counts[1])
        let baseline = try #require(report["baseline"] as? [String: Any])
        try positive(baseline, "denoisingRatio", "conditionsToSoundRatio", "passesRatio", "fastsagDenoiseSeconds")
        let tokens = try #require(baseline["tokenByToken"] as? [String: Any])
        #expect(tokens["isTrained"] as? Bool == false)
        // a second: 25 semantic, 200 coarse and 400 fine tokens
        #expect(tokens["tokens"] as? Int == 625 && tokens["passes"] as? Int == 625)
        #expect(report["published"] == nil)
    }

    @Test func kernelsAreMeasured() throws {
        let report = try object(["kernels", "--seconds", "0.001", "--frames", "64", "--threads", "1"])
        let rates = try #require(report["rates"] as? [[String: Any]])
        for rate in rates { try positive(rate, "microseconds", "gigaflops", "share") }
        #expect(rates.first?["kernel"] as? String == "sgemm" && rates.first?["share"] as? Double == 1)
        let names = Set(rates.compactMap { $0["kernel"] as? String })
        #expect(names.count == rates.count)
        let all = ["trunk, widen", "trunk, depthwise", "trunk, attention", "refiner, middle", "vocoder, inverse STFT"]
        #expect(names.isSuperset(of: all))
    }

    @Test(arguments: [
        (["generation", "--lengths", "0"], "--lengths"), (["generation", "--lengths", "ten"], "\"ten\""),
        (["generation", "--lengths", ""], "--lengths"), (["generation", "--lengths", "10,,60"], "--lengths"),
        (["generation", "--lengths", "1e9"], "--lengths"), (["generation", "--steps", "0"], "--steps"),
        (["generation", "--steps", "2.5"], "whole"), (["generation", "--guidance", "nan"], "--guidance"),
        (["generation", "--threads", "100000"], "--threads"), (["generation", "--threads", "0"], "--threads"),
        (["generation", "--published-steps", "0"], "--published-steps"),
        (["kernels", "--threads", "none"], "--threads"),
        (["kernels", "--seconds", "0"], "--seconds"), (["kernels", "--frames", "9"], "--frames"),
        (["probe", "everything", "{}"], "everything"),
    ])
    func whatCannotBeMeasuredIsTold(arguments: [String], part: String) throws {
        let outcome = try Program.run(["bench"] + arguments, scratch: scratch)
        #expect(outcome.status == 2 && !outcome.crashed)
        #expect(outcome.output.isEmpty)
        let sentence = outcome.errors.split(separator: "\n").first ?? ""
        #expect(sentence.hasPrefix("backline: ") && sentence.contains(part), "\(outcome.errors)")
    }
}
