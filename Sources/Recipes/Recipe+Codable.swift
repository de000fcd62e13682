import Foundation
import Music

extension Recipe {
    /// What every recipe may say; what it leaves out is as in `Recipe()`.
    enum Key: String, CaseIterable {
        case system, seed, style, arrangement, plan, constraints, leadSheet, from, to, preRoll, tail, balance
        case variation, reroll, extends, stems
    }

    /// A shared key, or the id of a setting: they stand beside one another.
    private struct Name: CodingKey, Equatable {
        let stringValue: String
        let intValue: Int? = nil

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
        init(_ key: Key) { stringValue = key.rawValue }
    }

    /// Beside a part's lead sheet: what its seconds count from. Files of before lack it.
    private static let clock = Name(stringValue: "clock")

    /// Names that are no shared keys become settings, also those that no system of today has; where a slip of the pen
    /// must not be left out silently, `SystemDescription.checkNames(of:)` tells.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Name.self)
        func value<Value: Decodable>(_ key: Key, _ usual: Value) throws -> Value {
            try values.decodeIfPresent(Value.self, forKey: Name(key)) ?? usual
        }
        func optional<Value: Decodable>(_ key: Key) throws -> Value? {
            try values.decodeIfPresent(Value.self, forKey: Name(key))
        }
        let usual = Recipe()
        let from: Double? = try optional(.from)
        var sheet: LeadSheet? = try optional(.leadSheet)
        // files of before counted the lead sheet of a part from the part's beginning
        if let from, try values.decodeIfPresent(String.self, forKey: Self.clock) == nil {
            sheet = sheet?.shifted(by: from)
        }
        var settings: [String: Setting] = [:]
        for name in values.allKeys where Key(rawValue: name.stringValue) == nil && name != Self.clock {
            settings[name.stringValue] = try values.decodeIfPresent(Setting.self, forKey: name)
        }
        self.init(
            system: try value(.system, usual.system), seed: try value(.seed, usual.seed), style: try optional(.style),
            arrangement: try optional(.arrangement), plan: try optional(.plan),
            constraints: try value(.constraints, usual.constraints), leadSheet: sheet,
            from: from, to: try optional(.to), preRoll: try optional(.preRoll), tail: try optional(.tail),
            balance: try value(.balance, usual.balance), variation: try optional(.variation),
            reroll: try optional(.reroll), extends: try optional(.extends), stems: try optional(.stems),
            settings: settings)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Name.self)
        try values.encode(system, forKey: Name(.system))
        try values.encode(seed, forKey: Name(.seed))
        try values.encodeIfPresent(style, forKey: Name(.style))
        try values.encodeIfPresent(arrangement, forKey: Name(.arrangement))
        try values.encodeIfPresent(plan, forKey: Name(.plan))
        try values.encode(constraints, forKey: Name(.constraints))
        try values.encodeIfPresent(leadSheet, forKey: Name(.leadSheet))
        if leadSheet != nil, from != nil { try values.encode("song", forKey: Self.clock) }
        try values.encodeIfPresent(from, forKey: Name(.from))
        try values.encodeIfPresent(to, forKey: Name(.to))
        try values.encodeIfPresent(preRoll, forKey: Name(.preRoll))
        try values.encodeIfPresent(tail, forKey: Name(.tail))
        try values.encode(balance, forKey: Name(.balance))
        try values.encodeIfPresent(variation, forKey: Name(.variation))
        try values.encodeIfPresent(reroll, forKey: Name(.reroll))
        try values.encodeIfPresent(extends, forKey: Name(.extends))
        try values.encodeIfPresent(stems, forKey: Name(.stems))
        for (id, setting) in settings { try values.encode(setting, forKey: Name(stringValue: id)) }
    }
}
