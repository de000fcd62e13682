import ArgumentParser
import Foundation
import Suites

/// How much of each song is taken.
struct ExcerptOptions: ParsableArguments {
    @Option(help: "So many seconds of each song, from the bar in which the singing begins.")
    var seconds: Double?

    func validate() throws {
        if let seconds, !(seconds >= ValidationSuite.shortest && seconds.isFinite) {
            throw ValidationError(
                "--seconds must be \(String(format: "%g", ValidationSuite.shortest)) or more, not \(seconds)")
        }
    }
}
