import Foundation
import Recipes
import Testing

@Suite struct SettingTests {
    @Test func settingsAreBareValues() throws {
        let settings: [String: Setting] = [
            "a": .integer(8), "b": .number(2.5), "c": .text("dpm"), "d": .flag(true), "e": .text("8"),
        ]
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let data = try encoder.encode(settings)
        #expect(String(decoding: data, as: UTF8.self) == #"{"a":8,"b":2.5,"c":"dpm","d":true,"e":"8"}"#)
        #expect(try JSONDecoder().decode([String: Setting].self, from: data) == settings)
    }

    /// JSON does not tell 6 from 6.0.
    @Test func aNumberIsItself() throws {
        let six = try JSONDecoder().decode([Setting].self, from: JSONEncoder().encode([Setting.number(6)]))
        #expect(six == [.number(6)] && six == [.integer(6)] && six[0].integer == 6 && six[0].number == 6)
        #expect(
            Setting.number(6) != .number(6.5) && Setting.text("6") != .integer(6) && Setting.flag(true) != .integer(1))
        #expect(Setting.number(2.5).integer == nil && Setting.text("dpm").number == nil)
    }

    @Test func whatIsNoBareValueIsRefused() {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([Setting].self, from: Data("[[1]]".utf8)) }
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([Setting].self, from: Data("[{}]".utf8)) }
    }
}
