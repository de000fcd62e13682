import Foundation

/// The best sequences of steady grids through a recording's windows: Viterbi's algorithm in both directions.
///
/// A state is a period and a phase. From window to window the phase runs on at the mean of both periods; what a path
/// leaves of that costs something, so that steady grids cost nothing.
struct GridPath {
    private let maps: [[Double]]
    private let references: [Double]
    private let periods: [Double]
    private let turn: Int
    private let slip: Int
    private let turnCost: Double
    private let slipCost: Double
    /// For every window the best score of a path that ends, and of one that begins, with each state; and where it comes
    /// from or goes to.
    private var forward: [[Double]] = []
    private var origins: [[Int32]] = []
    private var backward: [[Double]] = []
    private var goals: [[Int32]] = []

    /// - Parameter maps: a window each, (periods, phases).
    init(
        maps: [[Double]], references: [Double], periods: [Double], turn: Int, slip: Int, turnCost: Double,
        slipCost: Double
    ) {
        self.maps = maps
        self.references = references
        self.periods = periods
        self.turn = turn
        self.slip = slip
        self.turnCost = turnCost
        self.slipCost = slipCost
        (forward, origins) = sweep(Array(maps.indices))
        let (scores, from) = sweep(maps.indices.reversed())
        (backward, goals) = (scores.reversed(), from.reversed())
    }

    private var middle: Int { maps.count / 2 }

    /// For each state of the middle window the score of the best path through it.
    var totals: [Double] {
        maps[middle].indices.map { forward[middle][$0] + backward[middle][$0] - maps[middle][$0] }
    }

    /// The states, one a window, of the best path through a state of the middle window.
    func path(through state: Int) -> [Int] {
        var path = [state]
        for window in stride(from: middle, to: 0, by: -1) { path.insert(Int(origins[window][path[0]]), at: 0) }
        for window in middle..<(maps.count - 1) { path.append(Int(goals[window][path[path.count - 1]])) }
        return path
    }

    /// - Parameter order: windows in the order in which they are gone through.
    private func sweep(_ order: [Int]) -> (scores: [[Double]], from: [[Int32]]) {
        let phases = GridFeatures.phases
        var all: [[Double]] = []
        var from: [[Int32]] = []
        for (number, window) in order.enumerated() {
            guard number > 0, let before = all.last else {
                all.append(maps[window])
                from.append([Int32](repeating: 0, count: maps[window].count))
                continue
            }
            let elapsed = references[window] - references[order[number - 1]]
            var scores = maps[window]
            var origins = [Int32](repeating: 0, count: scores.count)
            for row in periods.indices {
                for column in 0..<phases {
                    var best = -Double.infinity
                    var origin = row * phases + column
                    for other in max(row - turn, 0)...min(row + turn, periods.count - 1) {
                        // beats that pass between the two references
                        let passed = elapsed / ((periods[row] + periods[other]) / 2)
                        let moved = Double(column) + passed * Double(phases)
                        let place = Int(moved.rounded())
                        for slipped in -slip...slip {
                            let phase = ((place + slipped) % phases + phases) % phases
                            let cost = turnCost * Double(abs(other - row)) + slipCost * Double(slipped * slipped)
                            let score = before[other * phases + phase] - cost
                            if score > best { (best, origin) = (score, other * phases + phase) }
                        }
                    }
                    scores[row * phases + column] += best
                    origins[row * phases + column] = Int32(origin)
                }
            }
            all.append(scores)
            from.append(origins)
        }
        return (all, from)
    }
}
