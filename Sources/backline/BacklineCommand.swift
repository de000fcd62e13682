import ArgumentParser

struct BacklineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backline",
        abstract: "Sing a tune, and a band of neural models plays along.",
        version: "0.1.0",
        subcommands: [CorpusCommand.self, TrainCommand.self])
}
