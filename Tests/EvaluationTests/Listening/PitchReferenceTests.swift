import Evaluation
import Foundation
import Testing

struct PitchReferenceTests {
    private func reference(_ text: String) throws -> PitchReference {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("pitch-\(UUID().uuidString).csv")
        try Data(text.utf8).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        return try PitchReference(contentsOf: url)
    }

    @Test func framesAreReadAndPutOnOurs() throws {
        let found = try reference("time,hertz,voiced\n0.05,220,1\n0.16,221.5,1\n0.26,300,0\n")
        #expect(found.frames.map(\.hertz) == [220, 221.5, 0])
        #expect(found.hertz(frames: 5, hopSeconds: 0.1) == [220, 221.5, 0, 0, nil])
    }

    @Test func whatIsWrongIsSaid() throws {
        func complaint(_ text: String) -> String? {
            do { _ = try reference(text) } catch let error as PitchReferenceError { return error.description } catch {
                return nil
            }
            return nil
        }
        #expect(try #require(complaint("0.05,220,1\n")).contains("time,hertz,voiced"))
        #expect(try #require(complaint("time,hertz,voiced\n0.05,220,1\n0.1,low,1\n")).contains("line 3"))
        #expect(try #require(complaint("time,hertz,voiced\n0.05,220\n")).contains("line 2"))
        #expect(try #require(complaint("time,hertz,voiced\n0.05,220,1\n0.05,220,1\n")).contains("do not rise"))
        #expect(throws: PitchReferenceError.self) {
            try PitchReference(contentsOf: URL(fileURLWithPath: "/nonexistent/pitch.csv"))
        }
    }
}
