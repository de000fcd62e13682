import ArgumentParser
import Foundation
import Recipes
import Sentences

/// Any parameter of a system by its name.
struct SettingOptions: ParsableArguments {
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "Any parameter of the system, like density=1.5; may be given again. backline systems NAME lists them.",
            valueName: "name=value"))
    var settings: [String] = []

    func validate() throws {
        for setting in settings where Self.parts(of: setting) == nil {
            throw ValidationError("--set takes NAME=VALUE like density=1.5, not \(setting.quoted)")
        }
    }

    /// In the order in which they were given.
    var typed: [(id: String, text: String)] { settings.compactMap(Self.parts) }

    private static func parts(of setting: String) -> (id: String, text: String)? {
        guard let sign = setting.firstIndex(of: "="), sign > setting.startIndex else { return nil }
        return (String(setting[..<sign]), String(setting[setting.index(after: sign)...]))
    }
}
