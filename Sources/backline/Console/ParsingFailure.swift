import ArgumentParser

/// Which of several faults of a command line is told: what was typed and is wrong goes before what is missing.
enum ParsingFailure {
    private static let missing = "Error: Missing expected argument '"
    private static let unknown = "Error: Unknown option"
    /// Arguments that a command needs at most.
    private static let most = 8

    /// The parser stops at the first argument that is missing, so it is asked again with what is missing filled in.
    /// - Parameter error: what parsing the arguments threw.
    static func clearest(_ error: any Error, _ arguments: [String]) -> any Error {
        var (filled, current) = (arguments, error)
        for _ in 0..<most {
            let message = BacklineCommand.fullMessage(for: current)
            if message.hasPrefix(unknown) { return current }
            guard message.hasPrefix(missing) else { return error }
            // '<vocal>' or '--out <folder>'
            let words = message.dropFirst(missing.count).prefix { $0 != "'" }.split(separator: " ")
            filled += (words.first?.hasPrefix("--") ?? false ? words.prefix(1).map(String.init) : []) + ["x"]
            do {
                _ = try BacklineCommand.parseAsRoot(filled)
                return error
            } catch let next {
                current = next
            }
        }
        return error
    }
}
