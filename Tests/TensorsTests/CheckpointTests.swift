import Foundation
import Tensors
import Testing

@Suite struct CheckpointTests {
    private func file(_ header: String, _ data: [UInt8] = [], length: UInt64? = nil) -> Data {
        let text = Array(header.utf8)
        let length = length ?? UInt64(text.count)
        return Data((0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * UInt64($0))) } + text + data)
    }

    private func entry(_ type: String, _ shape: String, _ begin: String, _ end: String) -> String {
        "{\"dtype\":\"\(type)\",\"shape\":\(shape),\"data_offsets\":[\(begin),\(end)]}"
    }

    @Test func aFileMadeByHandIsRead() throws {
        let floats: [UInt8] = [0, 0, 0x80, 0x3F, 0, 0, 0x20, 0xC1]  // 1, -10
        let halves: [UInt8] = [0x00, 0x3C, 0x00, 0xC9]  // 1, -10
        let brains: [UInt8] = [0x80, 0x3F, 0x20, 0xC1]  // 1, -10
        let integer: [UInt8] = [0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]
        let header =
            " {\"__metadata__\": {\"made \\u0062y\": \"hand\"},\n\"f\":" + entry("F32", "[1, 2]", "0", "8") + ",\"h\":"
            + entry("F16", "[2]", "8", "12") + ",\"b\":" + entry("BF16", "[2]", "12", "16") + ",\"i\":"
            + entry("I64", "[]", "16", "24") + ",\"t\":" + entry("BOOL", "[2]", "24", "26") + ",\"none\":"
            + entry("F32", "[3,0]", "26", "26") + "}  "
        let checkpoint = try Checkpoint(file(header, floats + halves + brains + integer + [0, 1]), path: "x")
        #expect(checkpoint.metadata == ["made by": "hand"])
        #expect(checkpoint.keys == ["b", "f", "h", "i", "none", "t"])
        #expect(checkpoint.shape(of: "f") == [1, 2])
        #expect(checkpoint.shape(of: "g") == nil)
        for key in ["f", "h", "b"] { #expect(try checkpoint.tensor(key).floats() == [1, -10]) }
        #expect(checkpoint.tensor("h").type == .float16)
        #expect(checkpoint.tensor("b").type == .bfloat16)
        #expect(try checkpoint.tensor("i").integers() == [-2])
        #expect(try checkpoint.tensor("t").integers() == [0, 1])
        #expect(checkpoint.tensor("none").shape == [3, 0])
        #expect(throws: TensorError.missingParameter("g")) { try checkpoint.tensor("g").floats() }
    }

    @Test func hostileFilesAreRefusedWithTheReason() throws {
        let eight = [UInt8](repeating: 0, count: 8)
        func one(_ entry: String) -> String { "{\"a\":\(entry)}" }
        func two(_ a: String, _ b: String) -> String { "{\"a\":\(a),\"b\":\(b)}" }
        let good = entry("F32", "[1]", "0", "4"), deep = String(repeating: "[", count: 100_000)
        let huge = "9223372036854775807"
        let cases: [(String, Data, String)] = [
            ("empty", Data(), "shorter than its header"),
            ("cut length", Data([1, 2, 3]), "shorter than its header"),
            ("length over file", file("{}", length: 3), "cut off"),
            ("absurd length", file("{}", length: .max), "claims 18446744073709551615 bytes"),
            ("large length", file("{}", length: 100_000_001), "claims 100000001 bytes"),
            ("no header", file(""), "not JSON at byte 0"),
            ("no object", file("[]"), "not JSON at byte 0"),
            ("broken", file("{\"a\":"), "not JSON"),
            ("open text", file("{\"a"), "ends inside a text"),
            ("open escape", file("{\"a\\"), "ends inside a text"),
            ("bad escape", file("{\"\\q\":{}}"), "broken text"),
            ("comma", file("{\"a\":\(good),}", Array(eight.prefix(4))), "not JSON"),
            ("two headers", file("{}{}"), "goes on after its end"),
            ("deep shape", file(one("{\"shape\":" + deep)), "no number"),
            ("deep object", file(String(repeating: "{\"a\":", count: 100_000)), "unknown field a"),
            ("deep array", file("{\"a\":" + deep), "not JSON"),
            ("metadata", file("{\"__metadata__\":{\"a\":1}}"), "not JSON"),
            ("metadata twice", file("{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}"), "metadata names a twice"),
            ("metadata sections", file("{\"__metadata__\":{\"a\":\"1\"},\"__metadata__\":{}}"), "__metadata__ twice"),
            ("duplicate key", file("{\"a\":\(good),\"a\":\(good)}", Array(eight.prefix(4))), "names a twice"),
            ("escaped duplicate", file("{\"a\":\(good),\"\\u0061\":\(good)}", Array(eight.prefix(4))), "names a twice"),
            ("duplicate field", file(one("{\"dtype\":\"F32\",\"dtype\":\"F32\"}")), "a names dtype twice"),
            ("lacking field", file(one("{\"dtype\":\"F32\",\"shape\":[]}")), "a lacks a field"),
            ("unknown field", file(one("{\"type\":\"F32\"}")), "unknown field type"),
            ("one offset", file(one("{\"data_offsets\":[0]}")), "two offsets"),
            ("unknown type", file(one(entry("F8_E4M3", "[1]", "0", "1")), [0]), "unknown type F8_E4M3"),
            ("negative length", file(one(entry("F32", "[-1]", "0", "4")), eight), "no number"),
            ("fraction", file(one(entry("F32", "[1.0]", "0", "4")), eight), "not JSON"),
            ("over 64 bit", file(one(entry("F32", "[99999999999999999999]", "0", "4")), eight), "no number"),
            ("huge", file(one(entry("F32", "[\(huge)]", "0", "8")), eight), "absurd shape"),
            ("product", file(one(entry("F32", "[4294967296,4294967296]", "0", "0"))), "absurd shape"),
            ("nothing of much", file(one(entry("F32", "[0,\(huge),\(huge)]", "0", "0"))), "absurd shape"),
            (
                "many dimensions",
                file(one(entry("BOOL", "[1" + String(repeating: ",1", count: 64) + "]", "0", "1")), [0]),
                "absurd shape"
            ),
            ("outside", file(one(entry("F32", "[2]", "0", "8")), Array(eight.prefix(4))), "a lies outside"),
            ("far outside", file(one(entry("F32", "[1]", "9223372036854775803", huge)), eight), "a lies outside"),
            ("backwards", file(one(entry("F32", "[1]", "8", "4")), eight), "a lies outside"),
            ("negative offset", file(one(entry("F32", "[1]", "-4", "0")), eight), "no number"),
            ("wrong count", file(one(entry("F32", "[3]", "0", "8")), eight), "a has the wrong number of bytes"),
            (
                "overlap",
                file(two(entry("F32", "[1]", "0", "4"), entry("F32", "[1]", "2", "6")), Array(eight.prefix(6))),
                "b overlaps"
            ),
            ("same place", file(two(good, good), Array(eight.prefix(4))), "overlaps"),
            ("inside", file(two(entry("F32", "[2]", "0", "8"), entry("F32", "[0]", "4", "4")), eight), "b overlaps"),
            ("hole", file(two(good, entry("BOOL", "[1]", "7", "8")), eight), "hole before b"),
            ("late", file(one(entry("F32", "[1]", "4", "8")), eight), "hole before a"),
            ("trailing", file(one(good), eight), "4 bytes belong to no tensor"),
            ("nothing named", file("{}", eight), "8 bytes belong to no tensor"),
        ]
        for (name, data, reason) in cases {
            do {
                _ = try Checkpoint(data, path: "evil.safetensors")
                Issue.record("\(name) was accepted")
            } catch let error as CheckpointError {
                guard case .damaged("evil.safetensors", let found) = error else {
                    Issue.record("\(name): \(error)")
                    continue
                }
                #expect(found.contains(reason), "\(name)")
            }
        }
        var invalid = file("{\"a\":\(good)}", Array(eight.prefix(4)))
        invalid[10] = 0xFF  // no byte of UTF-8
        #expect(throws: CheckpointError.damaged(path: "x", reason: "its header holds a broken text")) {
            try Checkpoint(invalid, path: "x")
        }
    }

    @Test func aSliceOfDataIsReadFromItsOwnStart() throws {
        let whole = Data([1, 2, 3]) + file("{\"a\":\(entry("F32", "[1]", "0", "4"))}", [0, 0, 0x80, 0x3F])
        #expect(try Checkpoint(whole.dropFirst(3), path: "x").tensor("a").floats() == [1])
    }

    /// Whatever bytes are changed, cut or added: a refusal or a readable file, never a crash.
    @Test func damagedFilesNeverCrash() throws {
        let whole = try withFolder { folder in
            let url = folder.appendingPathComponent("a")
            let tensors: [(String, Tensor)] = [
                ("one", .ones([2, 3])), ("two.é\"", Tensor([1, 2], shape: [2])), ("none", .zeros([0])),
            ]
            try CheckpointWriter.write(tensors, metadata: ["k": "v"], to: url)
            return try Data(contentsOf: url)
        }
        var random = SplitMix(state: 11), accepted = 0, refused = 0
        let telling = Array("{}[]\",:\\0123456789-".utf8) + [0, 0xFF]
        for round in 0..<4000 {
            var bytes = Array(whole)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                case 1: bytes[place] = telling.randomElement(using: &random) ?? 0
                case 2: bytes.removeSubrange(place...)
                default: bytes.insert(telling.randomElement(using: &random) ?? 0, at: place)
                }
                if bytes.isEmpty { break }
            }
            do {
                let checkpoint = try Checkpoint(Data(bytes), path: "fuzz \(round)")
                for key in checkpoint.keys { try checkpoint.tensor(key).checked() }
                accepted += 1
            } catch is CheckpointError {
                refused += 1
            }
        }
        #expect(refused > 2000 && accepted > 10, "\(refused) refused, \(accepted) accepted")
    }

    @Test func aFileThatIsNotThereIsNamed() throws {
        try withFolder { folder in
            for url in [folder.appendingPathComponent("absent.safetensors"), folder] {
                do {
                    _ = try Checkpoint(contentsOf: url)
                    Issue.record("\(url.path) was read")
                } catch CheckpointError.cannotRead(let path, let reason) {
                    #expect(path == url.path)
                    #expect(!reason.isEmpty)
                }
            }
            let empty = folder.appendingPathComponent("empty")
            try Data().write(to: empty)
            #expect(throws: CheckpointError.self) { try Checkpoint(contentsOf: empty) }
        }
    }

    /// FNV-1a (Fowler, Noll & Vo) of the whole file, computed in Python.
    @Test func theDigestIsTheFilesHash() throws {
        #expect(try Checkpoint(file("{}"), path: "x").digest == "9caafcd328e9298b")
        // zeros in front stay
        let header = "{\"__metadata__\":{\"n\":\"39\"}}"
        #expect(try Checkpoint(file(header), path: "x").digest == "00e2d9648d11f591")
        let weights = "{\"a\":" + entry("F32", "[1]", "0", "4") + "}"
        let one = try Checkpoint(file(weights, [0, 0, 0, 0]), path: "x").digest
        #expect(try Checkpoint(file(weights, [0, 0, 0, 1]), path: "y").digest != one)
        #expect(try Checkpoint(file(weights, [0, 0, 0, 0]), path: "y").digest == one)
    }

    @Test func errorsSayWhatToDo() {
        let text = CheckpointError.damaged(path: "/w/a.safetensors", reason: "it is cut").description
        #expect(text.contains("/w/a.safetensors") && text.contains("it is cut") && text.contains("Install"))
    }
}
