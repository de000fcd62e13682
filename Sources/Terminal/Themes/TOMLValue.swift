/// A value in a TOML text.
public enum TOMLValue: Sendable, Equatable, Decodable {
    case string(String)
    case int(Int)
    case double(Double)
    case bool(Bool)
    case array([TOMLValue])
    case table(TOMLTable)

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // a value is what it can be read as; the last attempt says why not
        if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int.self) {
            self = .int(value)
        } else if let value = try? container.decode(Double.self) {
            self = .double(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let values = try? container.decode([TOMLValue].self) {
            self = .array(values)
        } else {
            self = .table(TOMLTable(try container.decode([String: TOMLValue].self)))
        }
    }

    public var string: String? { if case .string(let value) = self { value } else { nil } }
    public var int: Int? { if case .int(let value) = self { value } else { nil } }
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    public var array: [TOMLValue]? { if case .array(let values) = self { values } else { nil } }
    public var table: TOMLTable? { if case .table(let table) = self { table } else { nil } }
}
