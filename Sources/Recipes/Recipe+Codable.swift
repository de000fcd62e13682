import Foundation
import Music

extension Recipe {
    /// What a recipe may say; what it leaves out is as in `Recipe()`.
    private enum Key: String, CodingKey, CaseIterable {
        case system, steps, guidance, seed, solver, style, chordGuidance, vocalGuidance, styleGuidance, arrangement
        case plan, swing, constraints, leadSheet, from, to, preRoll, tail, balance, variation, reroll, stems
    }

    /// Any name.
    private struct Name: CodingKey {
        let stringValue: String
        let intValue: Int? = nil

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// - Throws: `DecodingError`, also for names that no recipe has, so that a slip of the pen is not silently left out.
    public init(from decoder: any Decoder) throws {
        let names = try decoder.container(keyedBy: Name.self)
        if let stranger = names.allKeys.map(\.stringValue).sorted().first(where: { Key(rawValue: $0) == nil }) {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "\"\(stranger)\" is nothing a recipe says; there are "
                        + Key.allCases.map(\.rawValue).joined(separator: ", ")))
        }
        let values = try decoder.container(keyedBy: Key.self)
        func value<Value: Decodable>(_ key: Key, _ usual: Value) throws -> Value {
            try values.decodeIfPresent(Value.self, forKey: key) ?? usual
        }
        func wish<Value: Decodable>(_ key: Key) throws -> Value? {
            try values.decodeIfPresent(Value.self, forKey: key)
        }
        let usual = Recipe()
        self.init(
            system: try value(.system, usual.system), steps: try value(.steps, usual.steps),
            guidance: try value(.guidance, usual.guidance), seed: try value(.seed, usual.seed),
            solver: try value(.solver, usual.solver), style: try wish(.style),
            chordGuidance: try wish(.chordGuidance), vocalGuidance: try wish(.vocalGuidance),
            styleGuidance: try wish(.styleGuidance), arrangement: try wish(.arrangement), plan: try wish(.plan),
            swing: try wish(.swing), constraints: try value(.constraints, usual.constraints),
            leadSheet: try wish(.leadSheet), from: try wish(.from), to: try wish(.to),
            preRoll: try wish(.preRoll), tail: try wish(.tail), balance: try value(.balance, usual.balance),
            variation: try wish(.variation), reroll: try wish(.reroll), stems: try wish(.stems))
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(system, forKey: .system)
        try values.encode(steps, forKey: .steps)
        try values.encode(guidance, forKey: .guidance)
        try values.encode(seed, forKey: .seed)
        try values.encode(solver, forKey: .solver)
        try values.encodeIfPresent(style, forKey: .style)
        try values.encodeIfPresent(chordGuidance, forKey: .chordGuidance)
        try values.encodeIfPresent(vocalGuidance, forKey: .vocalGuidance)
        try values.encodeIfPresent(styleGuidance, forKey: .styleGuidance)
        try values.encodeIfPresent(arrangement, forKey: .arrangement)
        try values.encodeIfPresent(plan, forKey: .plan)
        try values.encodeIfPresent(swing, forKey: .swing)
        try values.encode(constraints, forKey: .constraints)
        try values.encodeIfPresent(leadSheet, forKey: .leadSheet)
        try values.encodeIfPresent(from, forKey: .from)
        try values.encodeIfPresent(to, forKey: .to)
        try values.encodeIfPresent(preRoll, forKey: .preRoll)
        try values.encodeIfPresent(tail, forKey: .tail)
        try values.encode(balance, forKey: .balance)
        try values.encodeIfPresent(variation, forKey: .variation)
        try values.encodeIfPresent(reroll, forKey: .reroll)
        try values.encodeIfPresent(stems, forKey: .stems)
    }
}
