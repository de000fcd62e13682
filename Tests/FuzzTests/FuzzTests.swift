import Foundation
import FuzzCases
import TestSupport
import Testing

/// What fuzzers began with and what they found, again: seeds and finds of `Tests/Fixtures/fuzz/CASE`.
@Suite struct FuzzTests {
    @Test(arguments: FuzzCase.allCases) func seedsAndFindsAreRead(reader: FuzzCase) throws {
        let folder = Fixture.folder.appendingPathComponent("fuzz").appendingPathComponent(reader.rawValue)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(!names.isEmpty)
        for name in names { reader.read([UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))) }
    }

    /// A little of what a fuzzer does, each time the same.
    @Test(arguments: FuzzCase.allCases) func changedSeedsAreRead(reader: FuzzCase) throws {
        let folder = Fixture.folder.appendingPathComponent("fuzz").appendingPathComponent(reader.rawValue)
        var random = Numbers(state: 17)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
            let seed = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
            for _ in 0..<20 {
                var bytes = seed
                for _ in 0..<Int.random(in: 1...4, using: &random) {
                    guard !bytes.isEmpty else { break }
                    let place = Int.random(in: bytes.indices, using: &random)
                    switch Int.random(in: 0..<3, using: &random) {
                    case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                    case 1: bytes.removeSubrange(place..<min(place + 8, bytes.count))
                    default: bytes.insert(contentsOf: bytes[place..<min(place + 8, bytes.count)], at: place)
                    }
                }
                reader.read(bytes)
            }
        }
    }

    /// Knuth's linear congruential generator (MMIX).
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state
        }
    }
}
