import Generation

/// The systems that can play along.
enum Generators {
    static let names = ["fastsag"]

    /// Loads a system's weights.
    static func make(_ name: String) throws -> any Generator {
        switch name {
        case "fastsag": return try FastSAGGenerator.bundled()
        default: throw GenerationError.unknownSystem(name, known: names)
        }
    }
}
