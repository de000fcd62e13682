import ArgumentParser

struct EvaluateHearingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hearing", abstract: "Measure what is heard in voices.",
        discussion: "Without a subcommand it is pairs: backline evaluate hearing --pairs FOLDER.",
        subcommands: [
            HearingPairsCommand.self, HearingSongsCommand.self, HearingRobustCommand.self, HearingPitchCommand.self,
            HearingFitCommand.self,
        ], defaultSubcommand: HearingPairsCommand.self)
}
