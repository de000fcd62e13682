import Foundation
import Tensors

/// One of `Tests/Fixtures/published`: what a published program computes with random weights, with its tolerances.
/// The README there says how they are laid out, `<name>.json` what the program is and how it goes about it.
public struct PublishedFixture: Sendable {
    private struct Description: Decodable {
        let tolerance: [String: Double]

        enum Keys: CodingKey { case tolerance }

        struct Name: CodingKey {
            let stringValue: String
            init(stringValue: String) { self.stringValue = stringValue }
            let intValue: Int? = nil
            init?(intValue: Int) { nil }
        }

        /// The numbers among the tolerances; there are notes, too.
        init(from decoder: any Decoder) throws {
            let all = try decoder.container(keyedBy: Keys.self).nestedContainer(keyedBy: Name.self, forKey: .tolerance)
            tolerance = try all.allKeys.reduce(into: [:]) { numbers, key in
                if let number = try? all.decode(Double.self, forKey: key) {
                    numbers[key.stringValue] = number
                } else if let pair = try? all.decode([Double].self, forKey: key) {
                    for (index, number) in pair.enumerated() { numbers["\(key.stringValue).\(index)"] = number }
                } else {
                    _ = try all.decode(String.self, forKey: key)
                }
            }
        }
    }

    public let io: Fixture
    private let name: String
    private let tolerances: [String: Double]

    public init(_ name: String) throws {
        self.name = name
        io = try Fixture.load("published/\(name).io")
        let file = Fixture.folder.appendingPathComponent("published/\(name).json")
        tolerances = try JSONDecoder().decode(Description.self, from: Data(contentsOf: file)).tolerance
    }

    /// A stored tolerance; of a list "key.0", "key.1". Stops the test run if there is none of this name.
    public func tolerance(_ key: String) -> Float {
        guard let value = tolerances[key] else { preconditionFailure("\(name) has no tolerance \(key): \(tolerances)") }
        return Float(value)
    }

    public var weights: URL { Fixture.folder.appendingPathComponent("published/\(name).weights.safetensors") }

    /// The stored weights, for the parts of one model.
    public func store() throws -> ParameterStore { try ParameterStore(Checkpoint(contentsOf: weights)) }

    public func tensor(_ key: String) -> Tensor {
        let array = io[key]
        return Tensor(array.values, shape: array.shape)
    }

    /// One of an array of tensors.
    public func tensor(_ key: String, _ index: Int) -> Tensor {
        tensor(key).narrowed(0, from: index, length: 1).squeezed(0)
    }

    /// The largest difference to a stored array; infinite where the shapes differ or a number is none.
    public func difference(_ found: Tensor, _ key: String) throws -> Float {
        let wanted = io[key]
        let values = try found.floats()
        guard found.shape == wanted.shape, values.allSatisfy(\.isFinite) else { return .infinity }
        return zip(values, wanted.values).map { abs($0 - $1) }.max() ?? .infinity
    }
}
