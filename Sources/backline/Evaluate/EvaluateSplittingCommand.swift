import ArgumentParser
import Codecs
import Foundation
import Suites
import Tensors

struct EvaluateSplittingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "splitting", abstract: "Measure how well the splitter takes accompaniments apart.",
        discussion: """
            The corpus must have stems (`backline corpus build --stems`). Signal-to-distortion ratios beside the mix left \
            as it is and the stems' true shares of each Mel band.
            """)

    @OptionGroup var corpus: CorpusSongOptions

    @Option(help: ArgumentHelp("Splitter weights instead of those that come with the program.", valueName: "file"))
    var weights: String?

    @Flag(help: "JSON, one object a way, instead of a table.")
    var json = false

    func run() throws {
        let weights = weights.map { URL(fileURLWithPath: $0) } ?? StemSplitter.bundledWeights
        let rows = try SplittingSuite(splitter: StemSplitter(Checkpoint(contentsOf: weights)))
            .run(on: corpus.folder, count: corpus.songs)
        if !json { try StandardOutput.line(SplittingRow.headings) }
        for row in rows { try StandardOutput.line(json ? try jsonLine(row) : row.line) }
    }
}
