import Foundation

/// One value of a parameter, as it stands in a recipe: a bare JSON value.
public enum Setting: Codable, Sendable {
    case integer(Int)
    case number(Double)
    case text(String)
    case flag(Bool)

    /// - Throws: `DecodingError` for lists, objects and null.
    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let flag = try? value.decode(Bool.self) {
            self = .flag(flag)
        } else if let integer = try? value.decode(Int.self) {
            self = .integer(integer)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else {
            throw DecodingError.typeMismatch(
                Setting.self,
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "a setting is a number, a text, true or false"))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .integer(let integer): try value.encode(integer)
        case .number(let number): try value.encode(number)
        case .text(let text): try value.encode(text)
        case .flag(let flag): try value.encode(flag)
        }
    }

    /// nil for what is no whole number.
    public var integer: Int? {
        switch self {
        case .integer(let integer): integer
        case .number(let number): Int(exactly: number)
        case .text, .flag: nil
        }
    }

    /// nil for what is no number.
    public var number: Double? {
        switch self {
        case .integer(let integer): Double(integer)
        case .number(let number): number
        case .text, .flag: nil
        }
    }

    public var text: String? { if case .text(let text) = self { text } else { nil } }
    public var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }
}

extension Setting: Equatable {
    /// 6 and 6.0 are one number: JSON does not tell them apart.
    public static func == (a: Setting, b: Setting) -> Bool {
        switch (a, b) {
        case (.integer(let a), .integer(let b)): a == b
        case (.text(let a), .text(let b)): a == b
        case (.flag(let a), .flag(let b)): a == b
        default: a.number.map { $0 == b.number } ?? false
        }
    }
}

extension Setting: CustomStringConvertible {
    /// As a person types it: "8", "2.5", "dpm", "true".
    public var description: String {
        switch self {
        case .integer(let integer): "\(integer)"
        case .number(let number): Self.plain(number)
        case .text(let text): text
        case .flag(let flag): "\(flag)"
        }
    }

    /// The same in every country, with up to six digits after the point.
    static func plain(_ number: Double) -> String {
        guard number.isFinite else { return "\(number)" }
        return number.formatted(
            .number.grouping(.never).precision(.fractionLength(0...6)).locale(Locale(identifier: "C")))
    }
}
