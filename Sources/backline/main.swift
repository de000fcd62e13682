import ArgumentParser
import Foundation

WaitPolicy.sleepWhileWaiting()
do {
    let arguments = Array(CommandLine.arguments.dropFirst())
    var command: any ParsableCommand
    do {
        command = try BacklineCommand.parseAsRoot(arguments)
    } catch {
        throw ParsingFailure.clearest(error, arguments)
    }
    try command.run()
} catch {
    // Help and version are "errors" of the parser with exit code 0; everything else that a person can mend exits with 2.
    if BacklineCommand.exitCode(for: error) == .success { BacklineCommand.exit(withError: error) }
    // what a command finds wrong at its work comes without the usage of the whole program
    let message = (error as? ValidationError).map { "Error: \($0.message)" } ?? BacklineCommand.fullMessage(for: error)
    // one sentence, and where to read more: the usage stands there
    let lines = message.split(separator: "\n").filter { !$0.hasPrefix("Usage: ") }
    let text = lines.joined(separator: "\n")
    let sentence = text.hasPrefix("Error: ") ? "backline: " + text.dropFirst(7) : text
    FileHandle.standardError.write(Data((sentence + "\n").utf8))
    exit(2)
}
