import ArgumentParser
import Foundation

/// What `bench` starts for each measurement.
struct BenchProbeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "probe", abstract: "Measure one thing in this process.", shouldDisplay: false)

    @Argument var name: String
    @Argument(help: "A JSON object.") var settings: String

    func run() throws {
        switch name {
        case TakeProbe.name: try answer(TakeProbe.self)
        case CascadeProbe.name: try answer(CascadeProbe.self)
        case ContinuationProbe.name: try answer(ContinuationProbe.self)
        case PublishedProbe.name: try answer(PublishedProbe.self)
        default: throw ValidationError("there is no measurement \"\(name)\"")
        }
    }

    private func answer<Kind: Probe>(_ kind: Kind.Type) throws {
        try StandardOutput.line(jsonLine(JSONDecoder().decode(kind, from: Data(settings.utf8)).measure()))
    }
}
