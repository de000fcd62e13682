import Foundation

/// Where callers ask for songs and workers take orders: what is asked for first, then what will be.
///
/// Everything mutable is read and written under the condition's lock only.
final class SongBroker: @unchecked Sendable {
    private let condition = NSCondition()
    private let lookAhead: Int
    /// Whether a song need not be made because it lies in the cache.
    private let onDisk: @Sendable (Int) -> Bool

    private var ready: [Int: Result<RenderedSong, any Error>] = [:]
    private var callers: [Int: Int] = [:]
    private var atWork: Set<Int> = []
    /// What is expected, and whether someone said so or it is only what follows the last number.
    private var expected = 0..<0
    private var isAnnounced = false
    /// Up to here the expected numbers were made or are kept: not looked at again.
    private var settled: Set<Int> = []
    private var isClosed = false
    private var waiting = Duration.zero

    init(lookAhead: Int, onDisk: @escaping @Sendable (Int) -> Bool) {
        self.lookAhead = lookAhead
        self.onDisk = onDisk
    }

    var waited: Duration { condition.withLock { waiting } }

    func close() {
        condition.withLock {
            isClosed = true
            condition.broadcast()
        }
    }

    func expect(_ numbers: Range<Int>) {
        condition.withLock {
            isAnnounced = true
            expect(upTo: numbers.lowerBound..<numbers.upperBound + lookAhead)
        }
    }

    private func expect(upTo numbers: Range<Int>) {
        guard numbers != expected else { return }
        expected = numbers
        settled = settled.filter(numbers.contains)
        // What lies outside was made in vain: it makes room.
        for number in ready.keys where !numbers.contains(number) && callers[number] == nil { ready[number] = nil }
        condition.broadcast()
    }

    /// Waits for a song; time spent here counts as waited.
    /// - Parameter kept: reads it from the cache.
    func song(_ number: Int, kept: () -> RenderedSong?) throws -> RenderedSong {
        let clock = ContinuousClock()
        let start = clock.now
        defer { condition.withLock { waiting += clock.now - start } }
        condition.lock()
        if !isAnnounced { expect(upTo: number + 1..<number + 1 + lookAhead) }
        if ready[number] == nil, !atWork.contains(number) {
            condition.unlock()
            if let song = kept() { return song }
            condition.lock()
        }
        callers[number, default: 0] += 1
        condition.broadcast()
        while ready[number] == nil { condition.wait() }
        let result = ready[number]
        callers[number, default: 1] -= 1
        if callers[number] == 0 {
            callers[number] = nil
            ready[number] = nil
            condition.broadcast()
        }
        condition.unlock()
        guard let result else { throw CorpusError.lost(song: number) }
        return try result.get()
    }

    /// The number to make next, or nil when it is closed: the least that a caller waits for, else the least that
    /// is expected and not there. Waits while there is nothing to do, or no room.
    func next() -> Int? {
        condition.lock()
        defer { condition.unlock() }
        while !isClosed {
            if let number = choice() {
                atWork.insert(number)
                return number
            }
            condition.wait()
        }
        return nil
    }

    private func choice() -> Int? {
        let asked = callers.keys.filter { ready[$0] == nil && !atWork.contains($0) }
        if let least = asked.min() { return least }
        guard ready.count + atWork.count < lookAhead else { return nil }
        for number in expected where !settled.contains(number) {
            guard ready[number] == nil, !atWork.contains(number) else { continue }
            if !onDisk(number) { return number }
            settled.insert(number)
        }
        return nil
    }

    func finish(_ number: Int, _ result: Result<RenderedSong, any Error>) {
        condition.withLock {
            atWork.remove(number)
            settled.insert(number)
            let isAsked = callers[number] != nil
            // Kept on disk it need not be kept here; an error is made again when someone asks.
            if isAsked || (expected.contains(number) && !onDisk(number)) {
                if isAsked || (try? result.get()) != nil { ready[number] = result }
            }
            condition.broadcast()
        }
    }
}
