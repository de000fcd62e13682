import ArgumentParser
import Generation
import Interface

struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Print the manual page, backline(1).",
        discussion: "backline manual > backline.1 && man ./backline.1")

    @Flag(help: "Only the table of keys, in Markdown, as it stands in Interface.docc.")
    var keys = false

    func run() throws {
        try StandardOutput.line(
            keys
                ? CommandTable.markdown
                : CommandTable.man(version: BacklineCommand.version, systems: SystemRegistry.standard.descriptions))
    }
}
