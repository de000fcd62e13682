import Foundation

/// Chords from beat to beat: a chord stays, or any other follows at a cost that depends on the place in the bar.
struct ChordChain {
    /// Log likelihoods of the chords, a row a beat.
    let heard: [[Float]]
    /// Cost in nats of a change at each beat.
    let costs: [Float]

    static let impossible: Float = -1e9

    private var states: Int { heard.first?.count ?? 0 }

    /// The best sequence, by Viterbi's algorithm.
    func best() -> [Int] {
        guard var score = heard.first else { return [] }
        var origins: [[Int]] = []
        for beat in heard.indices.dropFirst() {
            let leader = score.indices.max { score[$0] < score[$1] } ?? 0
            let change = score[leader] - costs[beat]
            var origin = [Int](repeating: leader, count: states)
            for state in 0..<states {
                if score[state] >= change { origin[state] = state }
                score[state] = max(score[state], change) + heard[beat][state]
            }
            origins.append(origin)
        }
        var path = [score.indices.max { score[$0] < score[$1] } ?? 0]
        for origin in origins.reversed() { path.append(origin[path[path.count - 1]]) }
        return path.reversed()
    }

    /// Log sum over all sequences.
    var total: Float {
        guard let last = forward().last else { return 0 }
        return LogSum(states) { last[$0] }.value
    }

    /// The probability of each chord at each beat, by the forward-backward algorithm.
    func marginals() -> [[Float]] {
        let forward = forward()
        var after = [Float](repeating: 0, count: states)
        var rows: [[Float]] = []
        for beat in heard.indices.reversed() {
            let joint = (0..<states).map { forward[beat][$0] + after[$0] }
            let total = LogSum(states) { joint[$0] }.value
            rows.append(joint.map { exp($0 - total) })
            let ahead = (0..<states).map { after[$0] + heard[beat][$0] }
            after = passed(ahead, cost: costs[beat])
        }
        return rows.reversed()
    }

    private func forward() -> [[Float]] {
        var rows: [[Float]] = []
        for beat in heard.indices {
            guard let before = rows.last else {
                rows.append(heard[beat])
                continue
            }
            rows.append(zip(passed(before, cost: costs[beat]), heard[beat]).map { $0 + $1 })
        }
        return rows
    }

    /// Log sums over staying and changing; the same in both directions.
    private func passed(_ scores: [Float], cost: Float) -> [Float] {
        let any = LogSum(scores.count) { scores[$0] }.value - cost
        return scores.map { score in LogSum(2) { $0 == 0 ? score : any }.value }
    }
}
