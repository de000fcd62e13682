import ArgumentParser
import Suites

struct EvaluateEstimatorsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "estimators",
        abstract: "Measure how good the judges of key, chord, beat and pitch are on validation songs.",
        discussion: "The real renders, whose lead sheets and melodies are known; no takes are made.")

    @OptionGroup var corpus: CorpusSongOptions

    @Flag(help: "JSON instead of a table.")
    var json = false

    func run() throws {
        let accuracy = try EstimatorSuite.run(on: corpus.folder, count: corpus.songs)
        try StandardOutput.line(json ? try jsonLine(accuracy) : accuracy.table)
    }
}
