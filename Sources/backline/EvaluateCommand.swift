import ArgumentParser

struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "Measure takes, and what is heard in voices.",
        discussion: "Without a subcommand it measures takes: see backline evaluate takes --help.",
        subcommands: [EvaluateTakesCommand.self, EvaluateHearingCommand.self],
        defaultSubcommand: EvaluateTakesCommand.self)
}
