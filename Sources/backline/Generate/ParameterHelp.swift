import ArgumentParser
import Foundation
import Generation
import Recipes

extension ArgumentHelp {
    /// Of an option that sets a parameter, as the first system that has it declares it; then which others don't have it, or
    /// have something else that is usual.
    static func parameter(_ parameter: String, valueName: String = "value") -> ArgumentHelp {
        let systems = SystemRegistry.standard.descriptions
        let owners = systems.compactMap { system in
            system.parameters.first { $0.id == parameter }.map { (system: system.name, declared: $0) }
        }
        let choice = systems.choice
        guard let declared = choice.id == parameter ? choice : owners.first?.declared else {
            preconditionFailure("no system has a parameter \(parameter)")
        }
        let name = declared.name.hasPrefix("the ") ? String(declared.name.dropFirst(4)) : declared.name
        var notes = owners.dropFirst().filter { $0.declared.usualText != declared.usualText }.map {
            "usual with \($0.system): \($0.declared.usualText)"
        }
        if !owners.isEmpty, owners.count < systems.count {
            notes.append("only with \(owners.map(\.system).joined(separator: ", "))")
        }
        return ArgumentHelp(
            "\(name.prefix(1).uppercased())\(name.dropFirst()): "
                + ([declared.fullHelp] + notes).joined(separator: "; ") + ".", valueName: valueName)
    }
}
