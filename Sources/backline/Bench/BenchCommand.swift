import ArgumentParser

struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure speed and memory on this machine.",
        subcommands: [
            BenchGenerationCommand.self, BenchContinuationCommand.self, BenchInterfaceCommand.self,
            BenchKernelsCommand.self, BenchSingCommand.self,
            BenchProbeCommand.self,
        ])
}
