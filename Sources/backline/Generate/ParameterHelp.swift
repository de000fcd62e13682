import ArgumentParser
import Foundation
import Generation
import Recipes

extension ArgumentHelp {
    /// Of an option that sets a parameter, as the first system that has it declares it.
    static func parameter(_ parameter: String, valueName: String = "value") -> ArgumentHelp {
        let all =
            [SystemRegistry.standard.descriptions.choice] + SystemRegistry.standard.descriptions.flatMap(\.parameters)
        guard let declared = all.first(where: { $0.id == parameter }) else {
            preconditionFailure("no system has a parameter \(parameter)")
        }
        let name = declared.name.hasPrefix("the ") ? String(declared.name.dropFirst(4)) : declared.name
        return ArgumentHelp(
            "\(name.prefix(1).uppercased())\(name.dropFirst()): \(declared.fullHelp).", valueName: valueName)
    }
}
