import Foundation
import Tensors
import Testing

@Suite struct EngineTests {
    @Test func theEngineLoadsAndSaysItsVersion() throws {
        try Engine.start()
        let parts = try Engine.version().split(separator: ".").prefix(2).compactMap { Int($0) }
        try #require(parts.count == 2)
        #expect((parts[0], parts[1]) >= (1, 13))
    }

    @Test func theGradientSettingIsRestoredAfterAnError() throws {
        struct Stop: Error {}
        #expect(throws: Stop.self) { try Engine.withGradients(false) { throw Stop() } }
        let x = Tensor([2] as [Float]).requiringGradient()
        try (x * x).sum().backward()
        #expect(try x.gradient()?.floats() == [4])
    }

    @Test func theGradientSettingBelongsToTheThread() throws {
        try Engine.withGradients(false) {
            let outcome = Outcome()
            let thread = Thread {
                let x = Tensor([2] as [Float]).requiringGradient()
                outcome.recorded = (try? (x * x).sum().backward()) != nil
                outcome.done.signal()
            }
            thread.start()
            outcome.done.wait()
            #expect(outcome.recorded)
        }
    }

    private final class Outcome: @unchecked Sendable {
        let done = DispatchSemaphore(value: 0)
        var recorded = false
    }
}
