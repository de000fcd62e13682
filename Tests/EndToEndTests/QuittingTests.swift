import Foundation
import Testing

extension SongwriterTests {
    /// The program ends while something computes: at once, with nothing broken and nothing lost.
    @Suite(.enabled(if: Tmux.isInstalled, "tmux is not installed")) struct QuittingTests {
        /// - Parameters:
        ///   - work: the key that begins it: a take, or a guide instrument playing the melody or the chords.
        ///   - end: a key or a signal.
        @Test(arguments: ["g", "V", "J"], ["q", "TERM", "HUP"]) func whileSomethingComputes(work: String, end: String)
            throws
        {
            let writer = try Songwriter()
            try writer.compose()
            try writer.start("tune.backline")
            try writer.tmux.wait(for: "ready")
            try writer.press(work)
            // not before it computes, and each time at another moment
            usleep(UInt32.random(in: 50_000...700_000))
            let process = try writer.running()
            switch end {
            case "TERM": #expect(kill(process, SIGTERM) == 0)
            case "HUP": #expect(kill(process, SIGHUP) == 0)
            default:
                try writer.press("q")
                // takes in the making are asked about
                if work == "g", try writer.tmux.screen().contains("being generated") { try writer.press("y") }
            }
            try writer.waitForEnd(of: process)
            try writer.tmux.type("clear; echo exit-$?")
            let screen = try writer.tmux.wait("the exit status") { $0.contains(/exit-\d/) }
            // "echo exit-$?" itself has no digit
            let status = try #require(screen.firstMatch(of: /exit-(\d+)/))
            #expect(status.1 == "0", "\(screen)")
            #expect(try writer.song().takes.contains { $0.id == 1 })
        }
    }
}
