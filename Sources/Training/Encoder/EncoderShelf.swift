import Corpus
import Foundation
import Listener

/// Songs by number for training, made ahead of the steps that need them by a thread of its own.
///
/// At a step the songs of a window of numbers are there; the window grows with the steps and, once it is full, moves. So
/// what a step draws depends on its number alone, and a resumed run goes on with the same songs.
package final class EncoderShelf: @unchecked Sendable {
    /// What a thread makes songs of.
    private let make: @Sendable (Int) throws -> EncoderSong
    private let first: Int
    private let perStep: Double
    private let held: Int
    /// How many songs there are.
    private let limit: Int
    // under `condition`
    private let condition = NSCondition()
    private var songs: [Int: EncoderSong] = [:]
    private var wanted = 0..<0
    private var failure: (any Error)?
    private var isClosed = false
    private var isRunning = false

    /// Songs made beyond those that the step needs.
    private static let ahead = 4

    /// - Parameter limit: how many songs there are, or nil for songs without end.
    package init(
        first: Int, perStep: Double, held: Int, limit: Int?, make: @escaping @Sendable (Int) throws -> EncoderSong
    ) {
        self.first = first
        self.perStep = perStep
        self.held = held
        self.limit = limit ?? .max
        self.make = make
    }

    /// The numbers of the songs that a step draws from.
    package func window(step: Int) -> Range<Int> {
        let end = min(first + Int(Double(step) * perStep), limit)
        return max(end - held, 0)..<end
    }

    /// The songs of some numbers of the step's window; waits until the whole window is there.
    package func songs(_ numbers: [Int], step: Int) throws -> [EncoderSong] {
        let window = window(step: step)
        condition.lock()
        defer { condition.unlock() }
        for number in songs.keys where number < window.lowerBound { songs[number] = nil }
        wanted = window.lowerBound..<min(window.upperBound + Self.ahead, limit)
        start()
        condition.broadcast()
        while window.contains(where: { songs[$0] == nil }) {
            if let failure { throw failure }
            condition.wait()
        }
        return numbers.compactMap { songs[$0] }
    }

    /// Lets the thread end.
    package func close() {
        condition.lock()
        isClosed = true
        condition.broadcast()
        condition.unlock()
    }

    private func start() {
        guard !isRunning else { return }
        isRunning = true
        let thread = Thread { [self] in work() }
        thread.stackSize = 8 << 20
        thread.start()
    }

    private func work() {
        condition.lock()
        while !isClosed, failure == nil {
            guard let number = wanted.first(where: { songs[$0] == nil }) else {
                condition.wait()
                continue
            }
            condition.unlock()
            let result = Result { try make(number) }
            condition.lock()
            switch result {
            case .success(let song): songs[number] = song
            case .failure(let error): failure = error
            }
            condition.broadcast()
        }
        condition.unlock()
    }
}
