import ArgumentParser

struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "Measure takes, what is heard in voices, and each model by itself.",
        subcommands: [
            EvaluateTakesCommand.self, EvaluateSuiteCommand.self, EvaluateControlsCommand.self,
            EvaluatePairsCommand.self, EvaluateHearingCommand.self, EvaluateSplittingCommand.self,
            EvaluateStemsCommand.self, EvaluateContinuationsCommand.self, EvaluatePromptsCommand.self,
            EvaluateVocoderCommand.self,
            EvaluateNotesCommand.self,
            EvaluateEstimatorsCommand.self,
        ])
}
