import Recipes

/// The systems that can play along. A system is a guest here: a line in `standard`, and files of its own.
public struct SystemRegistry: Sendable {
    public struct Entry: Sendable {
        /// Known without loading anything.
        public let description: SystemDescription
        let load: @Sendable (SystemWeights) throws -> any GenerationSystem

        /// - Parameter load: reads the system's weights.
        public init(
            _ description: SystemDescription, load: @escaping @Sendable (SystemWeights) throws -> any GenerationSystem
        ) {
            self.description = description
            self.load = load
        }
    }

    /// Those that come with the program, the first one for whoever names none.
    public static let standard = SystemRegistry([
        Entry(FastSAGGenerator.description) { try FastSAGGenerator($0) },
        Entry(StemGenGenerator.description) { try StemGenGenerator($0) },
        Entry(MeLoDyGenerator.description) { try MeLoDyGenerator($0) },
    ])

    private let entries: [Entry]

    public init(_ entries: [Entry]) { self.entries = entries }

    public var descriptions: [SystemDescription] { entries.map(\.description) }
    public var names: [String] { descriptions.map(\.name) }

    /// - Throws: `GenerationError.unknownSystem`.
    public func description(of name: String) throws -> SystemDescription { try entry(name).description }

    /// Loads a system.
    /// - Throws: `GenerationError.unknownSystem`, errors of reading weights and of the engine.
    public func load(_ name: String, weights: SystemWeights = .init()) throws -> any GenerationSystem {
        try entry(name).load(weights)
    }

    private func entry(_ name: String) throws -> Entry {
        guard let found = entries.first(where: { $0.description.name == name }) else {
            throw GenerationError.unknownSystem(name, known: names)
        }
        return found
    }
}
