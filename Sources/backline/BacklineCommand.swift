import ArgumentParser

struct BacklineCommand: ParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "backline",
        abstract: "Sing a tune, and a band of neural models plays along.",
        version: version,
        subcommands: [
            OpenCommand.self, ListenCommand.self, SheetCommand.self, GenerateCommand.self, LayerCommand.self,
            ContinueCommand.self,
            PromptCommand.self,
            ExportCommand.self,
            BenchCommand.self,
            NoteCommand.self, NotesCommand.self, InstrumentsCommand.self, SystemsCommand.self, EvaluateCommand.self,
            CorpusCommand.self,
            TrainCommand.self, ManualCommand.self,
        ], defaultSubcommand: OpenCommand.self)
}
