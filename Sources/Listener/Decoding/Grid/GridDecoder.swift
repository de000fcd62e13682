import Foundation
import Music
import Signal

/// Steady grids of beats through a whole recording, the likeliest first.
///
/// The evidence of half a minute is added up for every period and phase (`GridFeatures`); over longer recordings the
/// best sequence of such grids is found, and to leave the steady path costs something.
package struct GridDecoder {
    private let weights: GridWeights

    /// Beats a minute where nobody says anything, and the ratio of neighbouring periods.
    static let tempi = 50.0...210.0
    private static let ratio = 1.0025
    /// How far beats may drift from a tempo that is told so, as a share.
    static let drift = 0.04
    /// Seconds of a window.
    private static let window = 32.0
    /// How far a path may turn from window to window: periods and phases, and what each step costs in nats.
    private static let (widestTurn, widestSlip) = (2, 2)
    private static let (turnCost, slipCost) = (0.2, 0.15)
    /// Readings that differ by less in tempo (natural logarithm) and in phase (beats) are one.
    private static let nearTempo = 0.03
    /// Nats of what the singer ruled out; finite, as sums of it are compared.
    private static let impossible = -1e6
    private static let nearPhase = 0.13
    /// Seconds within which beats along a path may lie beside a steady grid that stands for them.
    private static let steadiness = 0.045

    package struct Reading: Sendable {
        /// The grid, or the nearest one to beats that drift.
        package var grid: SteadyGrid
        /// Seconds, from 0 to the recording's end.
        package var beats: [Double]
        /// 0...1 among all grids.
        package var probability: Double
        /// Parts of a beat: 2, or 3 of a dotted one.
        package var division = 2
    }

    package init(weights: GridWeights) { self.weights = weights }

    /// - Parameters:
    ///   - constraints: `tempo`, `tempoDrifts` and `firstDownbeat` are obeyed.
    ///   - count: readings at most.
    package func decode(
        _ evidence: GridEvidence, constraints: ListeningConstraints, count: Int
    ) -> [Reading] {
        let duration = evidence.duration
        guard evidence.posteriors.tokens > 0, duration > 0 else { return [] }
        let exact = constraints.tempoDrifts ? nil : constraints.tempo
        if let exact, let downbeat = constraints.firstDownbeat {
            let grid = SteadyGrid(period: 60 / exact, origin: downbeat)
            return [Reading(grid: grid, beats: Self.beats(of: grid, duration), probability: 1)]
        }
        let periods = Self.periods(constraints)
        let windows = exact == nil ? max(Int((duration / Self.window).rounded()), 1) : 1
        let sources = weights.sources
        var maps: [Map] = (0..<windows).map { number in
            let length = duration / Double(windows)
            let range = (length * Double(number))..<(length * Double(number + 1))
            let features = evidence.features(periods, in: range, sources: sources)
            return Map(
                reference: features.reference, scores: features.scores(tempo: weights.tempo, phase: weights.phase))
        }
        if let downbeat = constraints.firstDownbeat { Self.pin(downbeat, &maps, periods, duration: duration) }
        if constraints.tempoDrifts, let tempo = constraints.tempo {
            for map in maps.indices { Self.prefer(tempo, &maps[map], periods) }
        }
        let paths = GridPath(
            maps: maps.map(\.scores), references: maps.map(\.reference), periods: periods,
            turn: Self.widestTurn, slip: Self.widestSlip, turnCost: Self.turnCost, slipCost: Self.slipCost)
        return distinct(paths, maps, periods, count: count).map { state, share in
            let path = paths.path(through: state)
            return reading(path, maps, periods, probability: share, duration: duration, constraints: constraints)
        }
    }

    private struct Map {
        /// Seconds from which phases are counted.
        let reference: Double
        /// (periods, phases)
        var scores: [Double]
    }

    package static func periods(_ constraints: ListeningConstraints) -> [Double] {
        if let tempo = constraints.tempo, !constraints.tempoDrifts { return [60 / tempo] }
        let range = constraints.tempo.map { ($0 * (1 - drift))...($0 * (1 + drift)) } ?? tempi
        let count = Int((log(range.upperBound / range.lowerBound) / log(ratio)).rounded(.up))
        return (0...count).map { 60 / range.upperBound * pow(ratio, Double($0)) }
    }

    /// Only grids through a time are left in the window that holds it.
    private static func pin(_ time: Double, _ maps: inout [Map], _ periods: [Double], duration: Double) {
        let window = min(max(Int(time / duration * Double(maps.count)), 0), maps.count - 1)
        let phases = GridFeatures.phases
        for (row, period) in periods.enumerated() {
            let phase = (time - maps[window].reference) / period
            let place = Int(((phase - phase.rounded(.down)) * Double(phases)).rounded()) % phases
            for column in 0..<phases where column != place { maps[window].scores[row * phases + column] = impossible }
        }
    }

    private static func prefer(_ tempo: Double, _ map: inout Map, _ periods: [Double]) {
        for (row, period) in periods.enumerated() {
            let off = (60 / period - tempo) / (tempo * drift / 2)
            for column in 0..<GridFeatures.phases { map.scores[row * GridFeatures.phases + column] -= off * off / 2 }
        }
    }

    /// States of the middle window that are readings of their own, and their shares of all.
    private func distinct(
        _ paths: GridPath, _ maps: [Map], _ periods: [Double], count: Int
    ) -> [(state: Int, share: Double)] {
        let phases = GridFeatures.phases
        let totals = paths.totals
        let best = totals.max() ?? 0
        guard best.isFinite else { return [] }
        let masses = totals.map { exp($0 - best) }
        let all = masses.reduce(0, +)
        func near(_ state: Int, _ other: Int) -> Bool {
            let (p, q) = (periods[state / phases], periods[other / phases])
            let distance = abs(state % phases - other % phases)
            let phase = Double(min(distance, phases - distance)) / Double(phases)
            return abs(log(p / q)) < Self.nearTempo && phase <= Self.nearPhase
        }
        var chosen: [Int] = []
        for state in totals.indices.sorted(by: { totals[$0] > totals[$1] }) {
            guard chosen.count < count, totals[state] > Self.impossible / 2 else { break }
            if !chosen.contains(where: { near($0, state) }) { chosen.append(state) }
        }
        // what lies near any of them, shared by how high they rise
        let held = totals.indices.reduce(0) { sum, state in
            chosen.contains { near($0, state) } ? sum + masses[state] : sum
        }
        let peaks = chosen.reduce(0) { $0 + masses[$1] }
        return chosen.map { ($0, held / all * masses[$0] / peaks) }
    }

    /// The beats along a path of states, one a window.
    private func reading(
        _ path: [Int], _ maps: [Map], _ periods: [Double], probability: Double, duration: Double,
        constraints: ListeningConstraints
    ) -> Reading {
        let phases = GridFeatures.phases
        // a beat in each window, and its number
        var anchors: [(place: Double, time: Double)] = []
        for (window, state) in path.enumerated() {
            let period = periods[state / phases]
            let shift = Self.peak(maps[window].scores, state)
            let time = maps[window].reference + (Double(state % phases) + shift) / Double(phases) * period
            guard let last = anchors.last else {
                anchors.append((0, time))
                continue
            }
            let mean = (period + periods[path[window - 1] / phases]) / 2
            anchors.append((last.place + max(((time - last.time) / mean).rounded(), 1), time))
        }
        let period = periods[(path.first ?? 0) / phases]
        var grid = SteadyGrid(period: period, origin: anchors.first?.time ?? 0)
        if anchors.count > 1 {
            grid = Self.line(anchors)
            let worst = anchors.map { abs(grid.origin + $0.place * grid.period - $0.time) }.max() ?? 0
            if worst > Self.steadiness, constraints.tempo == nil || constraints.tempoDrifts {
                let beats = Self.beats(anchors, first: period, duration: duration)
                return Reading(grid: grid, beats: beats, probability: probability)
            }
        }
        if let downbeat = constraints.firstDownbeat { grid.origin = downbeat }
        return Reading(grid: grid, beats: Self.beats(of: grid, duration), probability: probability)
    }

    /// All beats of a recording; two where it is shorter than that.
    private static func beats(of grid: SteadyGrid, _ duration: Double) -> [Double] {
        let beats = grid.beats(in: 0..<duration)
        return beats.count > 1 ? beats : Array(grid.beats(in: 0..<(duration + 3 * grid.period)).prefix(2))
    }

    /// Where between its neighbours in phase a state's score is highest, -0.5...0.5 (the parabola through the three).
    private static func peak(_ scores: [Double], _ state: Int) -> Double {
        let phases = GridFeatures.phases
        let row = state / phases * phases
        let left = scores[row + (state - row + phases - 1) % phases]
        let right = scores[row + (state - row + 1) % phases]
        let bend = left - 2 * scores[state] + right
        guard bend < 0, bend.isFinite else { return 0 }
        return min(max((left - right) / bend / 2, -0.5), 0.5)
    }

    /// The least squares line through numbered beats.
    private static func line(_ anchors: [(place: Double, time: Double)]) -> SteadyGrid {
        let count = Double(anchors.count)
        let place = anchors.reduce(0) { $0 + $1.place } / count
        let time = anchors.reduce(0) { $0 + $1.time } / count
        let product = anchors.reduce(0) { $0 + ($1.place - place) * ($1.time - time) }
        let period = product / anchors.reduce(0) { $0 + ($1.place - place) * ($1.place - place) }
        return SteadyGrid(period: period, origin: time - period * place)
    }

    /// Beats through numbered ones, at an even pace between two of them.
    private static func beats(
        _ anchors: [(place: Double, time: Double)], first: Double, duration: Double
    ) -> [Double] {
        var beats: [Double] = []
        for (from, to) in zip(anchors, anchors.dropFirst()) {
            let period = (to.time - from.time) / (to.place - from.place)
            let isFirst = beats.isEmpty, isLast = to.place == anchors.last?.place
            let grid = SteadyGrid(period: period, origin: from.time)
            beats += grid.beats(in: (isFirst ? 0 : from.time - 1e-6)..<(isLast ? duration : to.time - 1e-6))
        }
        return beats
    }
}
