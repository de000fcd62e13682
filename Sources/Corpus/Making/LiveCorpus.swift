import Foundation
import Music
import Signal

/// Songs without end, made while they are needed: song n is song `n mod count` of the round `n / count`, every round
/// in an order and in renderings of its own. Lead sheets, if there are any, come between them in rounds of their own.
///
/// Workers render ahead of what was asked for last, as far as `lookAhead`; what they made is kept in a folder, if one
/// is given. Thread-safe. The same number gives the same samples, rendered or read.
public final class LiveCorpus: SongSource {
    public struct Settings: Sendable {
        public var folders: POP909Folders
        /// A folder of lead sheets beside them, and the share of the songs that are from there.
        public var leadSheets: URL?
        public var leadSheetShare = 0.5
        public var split: SongSymbols.Split
        public var plan: SongPlan.Settings
        /// Whether the parts are kept.
        public var stems: Bool
        public var workers: Int
        /// Songs.
        public var lookAhead: Int
        /// Where finished songs are kept, or nil.
        public var cache: URL?
        /// Bytes.
        public var cacheLimit: Int

        public init(
            folders: POP909Folders, split: SongSymbols.Split = .training, plan: SongPlan.Settings, stems: Bool = false,
            workers: Int = 1, lookAhead: Int = 16, cache: URL? = nil, cacheLimit: Int = 4 << 30
        ) {
            precondition(workers >= 1 && lookAhead >= 1)
            self.folders = folders
            self.split = split
            self.plan = plan
            self.stems = stems
            self.workers = workers
            self.lookAhead = lookAhead
            self.cache = cache
            self.cacheLimit = cacheLimit
        }
    }

    private let maker: LiveSongMaker
    private let broker: SongBroker

    /// - Throws: `CorpusError.cannotRead`.
    public init(_ settings: Settings) throws {
        let maker = try LiveSongMaker(settings)
        let broker = SongBroker(lookAhead: settings.lookAhead, onDisk: maker.isKept)
        self.maker = maker
        self.broker = broker
        for worker in 0..<settings.workers {
            let thread = Thread {
                let renderer = SongRenderer()
                while let number = broker.next() {
                    broker.finish(number, Result { try maker.make(number, with: renderer) })
                }
            }
            thread.name = "corpus \(worker + 1)"
            // Formats and plans go deep where a secondary thread's stack may be small.
            thread.stackSize = 8 << 20
            thread.start()
        }
    }

    /// The workers end with the songs they are at.
    deinit { broker.close() }

    /// What a number stands for, before it sounds.
    /// - Throws: `CorpusError`.
    public func plan(_ number: Int) throws -> SongPlan { try maker.plan(number) }

    /// How many different songs of POP909 there are before they come again in another rendering.
    public var roundLength: Int { maker.identifiers.count }

    /// How long callers have waited for songs so far, all together.
    public var waited: Duration { broker.waited }

    /// - Parameter number: 0 or more.
    /// - Throws: `CorpusError`, `AudioFileError`: what the worker met.
    public func song(_ number: Int) throws -> RenderedSong {
        precondition(number >= 0)
        return try broker.song(number) { maker.kept(number) }
    }

    /// Says which numbers are asked for from now on, in any order: they are made first, then those that follow.
    public func expect(_ numbers: Range<Int>) { broker.expect(numbers) }
}
