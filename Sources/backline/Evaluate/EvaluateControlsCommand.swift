import ArgumentParser
import Listener
import Suites

struct EvaluateControlsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "controls", abstract: "Measure how far takes follow what a recipe asks.",
        discussion: """
            Takes for validation songs with one wish at a time (density, brightness, band, plan, chords, style, swing, \
            tempo), beside takes without it, or with its contrary, and the real render.
            """)

    @OptionGroup var corpus: CorpusSongOptions
    @OptionGroup var excerpt: ExcerptOptions

    @Flag(help: "One JSON object a system instead of a table.")
    var json = false

    @OptionGroup(title: "Takes")
    var takes: TakeOptions

    func run() throws {
        let encoder = try Encoder.bundled()
        let bar = SuiteBar()
        for system in try takes.systems() {
            let report = try ControlSuite(system: system, encoder: encoder, watch: bar.show)
                .run(on: corpus.folder, count: corpus.songs, seconds: excerpt.seconds)
            try StandardOutput.line(json ? try report.json() : report.table)
        }
    }
}
