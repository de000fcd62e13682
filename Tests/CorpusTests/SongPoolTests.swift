import Band
import Corpus
import Foundation
import Music
import Signal
import Synchronization
import TestSupport
import Testing

@Suite("Song pool")
struct SongPoolTests {
    /// Counts what it is asked for; every song is the same but for its length.
    private final class Counting: SongSource {
        let song: RenderedSong
        let asked = Mutex<[Int]>([])
        let expected = Mutex<[Range<Int>]>([])

        init(_ song: RenderedSong) { self.song = song }

        func song(_ number: Int) throws -> RenderedSong {
            asked.withLock { $0.append(number) }
            return song
        }

        func expect(_ numbers: Range<Int>) { expected.withLock { $0.append(numbers) } }
    }

    @Test("The window moves with the steps, and a song of it is asked for once")
    func window() throws {
        let data = try TinyPOP909(identifiers: [1])
        defer { try? data.remove() }
        let live = try LiveCorpus(
            LiveCorpus.Settings(
                folders: POP909Folders(original: data.original, corrected: data.corrected),
                plan: SongPlan.Settings(seconds: 5, fonts: try SoundFont.find()), lookAhead: 1))
        let source = Counting(try live.song(0))
        let pool = SongPool(source: source, size: 4, renewal: 0.25)
        #expect(pool.numbers(atStep: 0) == 0..<4)
        #expect(pool.numbers(atStep: 3) == 0..<4)
        #expect(pool.numbers(atStep: 4) == 1..<5)
        #expect(pool.numbers(atStep: 41) == 10..<14)
        for (number, step) in [(2, 0), (2, 1), (0, 2), (2, 4), (4, 5), (2, 6)] {
            _ = try pool.song(number, atStep: step)
        }
        #expect(source.asked.withLock { $0 } == [2, 0, 4])
        #expect(source.expected.withLock { $0 } == [0..<4, 1..<5])
        // What has left the window is forgotten.
        _ = try pool.song(5, atStep: 20)
        _ = try pool.song(2, atStep: 4)
        #expect(source.asked.withLock { $0 } == [2, 0, 4, 5, 2])
    }
}
