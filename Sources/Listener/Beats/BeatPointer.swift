import Foundation

/// The state space of `BeatTracker`: one ring of places for every length of a pair of beats.
///
/// Time turns the rings instead of moving the scores, so that a step costs only the states that begin a pair.
struct BeatPointer {
    /// Steps a pair has in each ring.
    private let periods: [Int]
    /// `moves[to]`: the rings a pair may come from and the price.
    private let moves: [[(from: Int, price: Float)]]
    private let offsets: [Int]
    private var scores: [Float]
    private var frame = -1
    /// For every frame and ring: the ring of the pair before the one that begins there.
    private var origins: [UInt8] = []

    /// - Parameters:
    ///   - periods: steps a pair; at most 255 of them.
    ///   - stiffness: price of a change by a factor of e.
    ///   - prior: log probability of each period at the start.
    init(periods: [Int], stiffness: Double, prior: [Double]) {
        precondition(!periods.isEmpty && periods.count <= 255, "\(periods.count) periods")
        self.periods = periods
        moves = periods.map { to in
            periods.enumerated().compactMap { index, from in
                let change = abs(log(Double(to) / Double(from)))
                return change < 0.08 ? (index, Float(stiffness * change)) : nil
            }
        }
        var offsets: [Int] = []
        var total = 0
        for period in periods {
            offsets.append(total)
            total += period
        }
        self.offsets = offsets
        scores = [Float](repeating: 0, count: total)
        for (ring, period) in periods.enumerated() {
            for place in 0..<period { scores[offsets[ring] + place] = Float(prior[ring]) }
        }
    }

    /// The ring's cell that is at a place of the pair now.
    private func cell(_ ring: Int, _ place: Int) -> Int {
        let period = periods[ring]
        return offsets[ring] + ((place - frame) % period + period) % period
    }

    /// One step on: the state that ends its pair begins one, perhaps in another ring.
    mutating func advance() {
        frame += 1
        let arriving = periods.indices.map { scores[cell($0, 0)] }
        for ring in periods.indices {
            var best = -Float.infinity
            var origin = ring
            for move in moves[ring] where arriving[move.from] - move.price > best {
                best = arriving[move.from] - move.price
                origin = move.from
            }
            scores[cell(ring, 0)] = best
            origins.append(UInt8(origin))
        }
    }

    /// Adds what an observer says of every place of every ring.
    /// - Parameter observer: fills log likelihoods for places 0..<period.
    mutating func observe(_ observer: (_ period: Int, _ scores: inout [Float]) -> Void) {
        var likelihoods = [Float](repeating: 0, count: periods.max() ?? 0)
        for (ring, period) in periods.enumerated() {
            observer(period, &likelihoods)
            for place in 0..<period { scores[cell(ring, place)] += likelihoods[place] }
        }
        let highest = scores.max() ?? 0
        for index in scores.indices { scores[index] -= highest }
    }

    /// Says that a beat begins now, give or take some steps of standard deviation.
    /// - Parameter everyHalf: whether the second beat of a pair counts as well.
    mutating func observe(beatWithin steps: Double, everyHalf: Bool) {
        observe { period, scores in
            for place in 0..<period {
                var offset = Double(min(place, period - place))
                if everyHalf { offset = min(offset, abs(Double(place) - Double(period) / 2)) }
                scores[place] = Float(-0.5 * offset * offset / (steps * steps))
            }
        }
    }

    /// The frames at which the best path begins pairs.
    func path() -> [Int] {
        guard frame >= 0 else { return [] }
        var best = (score: -Float.infinity, ring: 0, place: 0)
        for (ring, period) in periods.enumerated() {
            for place in 0..<period where scores[cell(ring, place)] > best.score {
                best = (scores[cell(ring, place)], ring, place)
            }
        }
        var begins: [Int] = []
        var ring = best.ring
        var begin = frame - best.place
        while begin >= 0 {
            begins.append(begin)
            ring = Int(origins[begin * periods.count + ring])
            begin -= periods[ring]
        }
        return begins.reversed()
    }
}
