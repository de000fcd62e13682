import ArgumentParser
import Foundation

do {
    var command = try BacklineCommand.parseAsRoot()
    try command.run()
} catch {
    // Help and version are "errors" of the parser with exit code 0; everything else that a person can mend exits with 2.
    let code = BacklineCommand.exitCode(for: error)
    if code == .success || error is ExitCode { BacklineCommand.exit(withError: error) }
    FileHandle.standardError.write(Data((BacklineCommand.fullMessage(for: error) + "\n").utf8))
    exit(2)
}
