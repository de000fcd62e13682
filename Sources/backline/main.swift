import ArgumentParser
import Foundation

ProgramEnvironment.settle()
// a file over the limit on sizes is an error of its writer, which clears up, and not the end of the program
signal(SIGXFSZ, SIG_IGN)
do {
    let arguments = Array(CommandLine.arguments.dropFirst())
    var command: any ParsableCommand
    do {
        command = try BacklineCommand.parseAsRoot(arguments)
    } catch {
        throw ParsingFailure.clearest(error, arguments)
    }
    try command.run()
    ProgramEnd.now(0)
} catch {
    // Help and version are "errors" of the parser with exit code 0; everything else that a person can mend exits with 2.
    if BacklineCommand.exitCode(for: error) == .success { BacklineCommand.exit(withError: error) }
    // what a command finds wrong at its work comes without the usage of the whole program
    let message = (error as? ValidationError).map { "Error: \($0.message)" } ?? BacklineCommand.fullMessage(for: error)
    // one sentence, and where to read more: the usage stands there
    let lines = message.split(separator: "\n").filter { !$0.hasPrefix("Usage: ") }
    let text = lines.joined(separator: "\n")
    let sentence = text.hasPrefix("Error: ") ? "backline: " + text.dropFirst(7) : text
    StandardError.line(sentence)
    ProgramEnd.now(2)
}
