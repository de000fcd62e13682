import Generation

/// The systems that can play along.
enum Generators {
    static let names = ["fastsag"]

    /// - Throws: `GenerationError.unknownSystem`.
    static func check(_ name: String) throws {
        guard names.contains(name) else { throw GenerationError.unknownSystem(name, known: names) }
    }

    /// Loads a system's weights.
    static func make(_ name: String) throws -> any Generator {
        switch name {
        case "fastsag": return try FastSAGGenerator.bundled()
        default: throw GenerationError.unknownSystem(name, known: names)
        }
    }
}
