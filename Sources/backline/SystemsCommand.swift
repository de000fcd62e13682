import ArgumentParser
import Foundation
import Generation
import Recipes

struct SystemsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "systems", abstract: "List the systems that play along, or what can be asked of one.",
        discussion: "Each parameter can be set by its name: backline generate voice.wav --set density=1.5")

    @Argument(help: ArgumentHelp("A system: its parameters are listed.", valueName: "name"))
    var name: String?

    @Flag(help: "One JSON object on standard output.")
    var json = false

    /// A parameter as others read it.
    private struct Entry: Encodable {
        let name: String
        let label: String
        let group: String
        let range: String
        let usual: Setting?
        let help: String

        init(_ parameter: Parameter) {
            name = parameter.id
            label = parameter.label
            group = parameter.group.rawValue
            range = parameter.range
            usual = parameter.usual
            help = parameter.help
        }
    }

    private struct System: Encodable {
        let name: String
        let title: String
        let summary: String
        let stems: [String]
        let parameters: [Entry]
        let phases: [String]
        let parts: [String]

        init(_ system: SystemDescription) {
            name = system.name
            title = system.title
            summary = system.summary
            stems = system.stems
            parameters = system.parameters.map(Entry.init)
            phases = system.phases.map(\.id)
            parts = system.parts.map(\.name)
        }
    }

    func run() throws {
        if let name { _ = try SystemRegistry.standard.description(of: name) }
        let chosen = SystemRegistry.standard.descriptions.filter { name == nil || $0.name == name }
        if json { return try StandardOutput.json(try jsonLine(["systems": chosen.map(System.init)])) }
        let lines = chosen.flatMap { system in
            ["\(system.name): \(system.title). \(system.summary)"] + (name == nil ? [] : [""] + Self.table(system))
        }
        try StandardOutput.line(lines.joined(separator: "\n"))
    }

    /// A line a parameter: its name, what it means, what can be said and what is usual.
    private static func table(_ system: SystemDescription) -> [String] {
        let width = system.parameters.map(\.id.count).max() ?? 0
        func line(_ name: String, _ text: String) -> String {
            name.padding(toLength: width + 2, withPad: " ", startingAt: 0) + text
        }
        let parts = system.parts.map { line($0.name, $0.help) }
        return system.parameters.map { line($0.id, $0.fullHelp) }
            + (parts.isEmpty
                ? [] : ["", "Its models, whose weights `evaluate suite --weights PART=FILE` replaces:", ""] + parts)
    }
}
