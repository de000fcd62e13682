import ArgumentParser
import Foundation
import Recipes

/// Any parameter of a system by its name.
struct SettingOptions: ParsableArguments {
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "Any parameter of the system, like density=1.5; may be given again. backline systems NAME lists them.",
            valueName: "name=value"))
    var settings: [String] = []

    func validate() throws { _ = try typed() }

    /// In the order in which they were given.
    /// - Throws: `ValidationError`.
    func typed() throws -> [(id: String, text: String)] {
        try settings.map { setting in
            guard let sign = setting.firstIndex(of: "="), sign > setting.startIndex else {
                throw ValidationError("--set takes NAME=VALUE like density=1.5, not \"\(setting)\"")
            }
            return (String(setting[..<sign]), String(setting[setting.index(after: sign)...]))
        }
    }
}
