import Foundation

/// The best tempo, beats and bars through a recording, and how sure they are.
///
/// The bar pointer model (F. Krebs, S. Boeck and G. Widmer, "An efficient state-space model for joint tempo and meter
/// tracking", ISMIR 2015): a state is a tempo and a place in a bar, and the tempo changes on beats only. Written as a
/// semi-Markov chain over beats, whose states are kept where a beat begins: the time is linear in the recording's length
/// and scores are held for one beat back only.
struct BarPointer {
    /// One beat of a path.
    struct Beat {
        /// Token on which it begins; the first may begin before 0.
        var token: Int
        var ring: Int
        /// Index into the places.
        var place: Int
    }

    private let likelihood: BeatLikelihood
    private let rings: TempoRings
    private let places: [BarPlace]
    /// For each place the one before and the one after it.
    private let previous: [Int]
    private let next: [Int]
    private let start: [Float]
    private let tokens: Int
    private let states: Int

    /// - Parameter start: log probability of each place for the first beat.
    init(_ likelihood: BeatLikelihood, start: [Float]) {
        self.likelihood = likelihood
        self.start = start
        rings = likelihood.rings
        places = likelihood.places
        tokens = likelihood.evidence.tokens
        states = rings.periods.count * places.count
        func step(_ by: Int, _ places: [BarPlace]) -> [Int] {
            places.map { place in
                let wanted = BarPlace(meter: place.meter, beat: (place.beat + by + place.meter) % place.meter)
                return places.firstIndex(of: wanted) ?? 0
            }
        }
        previous = step(-1, places)
        next = step(1, places)
    }

    // MARK: The best path

    /// Viterbi.
    func path() -> [Beat] {
        guard tokens > 0 else { return [] }
        let reach = rings.longest + 1
        let width = places.count
        // what is known where a beat begins, for the last `reach` tokens
        var scores = [[Float]](repeating: [Float](repeating: 0, count: states), count: reach)
        var beats = [[Float]](repeating: [Float](repeating: 0, count: rings.lengths.count * width), count: reach)
        // ring before and its choice of length, for every token from 1 on
        var origins = [UInt16](repeating: 0, count: tokens * states)
        var ends = [Float](repeating: 0, count: states)
        var endChoices = [UInt16](repeating: 0, count: states)
        var best = (score: -Float.infinity, beat: Beat(token: 0, ring: 0, place: 0))
        for token in (1 - rings.longest)..<tokens {
            let slot = (token + reach * 2) % reach
            if token > 0 {
                end(token, scores, beats, reach, into: &ends, &endChoices)
                for ring in rings.periods.indices {
                    for place in 0..<width {
                        var highest = -Float.infinity
                        var origin = 0
                        for move in rings.arrivals[ring] {
                            let score = ends[move.ring * width + previous[place]] + move.score
                            if score > highest { (highest, origin) = (score, move.ring) }
                        }
                        scores[slot][ring * width + place] = highest
                        let choice = endChoices[origin * width + previous[place]]
                        origins[token * states + ring * width + place] = UInt16(origin) << 2 | choice
                    }
                }
            } else {
                begin(token, into: &scores[slot])
            }
            likelihood.fill(&beats[slot], start: token)
            for (ring, choices) in rings.choices.enumerated() {
                for choice in choices where token + rings.lengths[choice.length] >= tokens {
                    let tempo = likelihood.tempo(ring: ring, from: token, to: tokens) + choice.score
                    for place in 0..<width {
                        let score =
                            scores[slot][ring * width + place] + beats[slot][choice.length * width + place] + tempo
                        if score > best.score { best = (score, Beat(token: token, ring: ring, place: place)) }
                    }
                }
            }
        }
        var path = [best.beat]
        while let beat = path.last, beat.token > 0 {
            let origin = origins[beat.token * states + beat.ring * width + beat.place]
            let ring = Int(origin >> 2)
            let length = rings.lengths[rings.choices[ring][Int(origin & 3)].length]
            path.append(Beat(token: beat.token - length, ring: ring, place: previous[beat.place]))
        }
        return path.reversed()
    }

    /// Beats that may begin before the recording: the first of them lies partly in it.
    private func begin(_ token: Int, into scores: inout [Float]) {
        for (ring, period) in rings.periods.enumerated() {
            let even = rings.prior[ring] - Float(log(period))
            for place in places.indices {
                scores[ring * places.count + place] =
                    Double(-token) < period ? even + start[place] : BeatLikelihood.impossible
            }
        }
    }

    /// The best score of every beat that ends on a token.
    private func end(
        _ token: Int, _ scores: [[Float]], _ beats: [[Float]], _ reach: Int, into ends: inout [Float],
        _ chosen: inout [UInt16]
    ) {
        let width = places.count
        for (ring, choices) in rings.choices.enumerated() {
            for place in 0..<width { ends[ring * width + place] = -.infinity }
            for (number, choice) in choices.enumerated() {
                let from = token - rings.lengths[choice.length]
                let slot = (from + reach * 2) % reach
                let tempo = likelihood.tempo(ring: ring, from: from, to: token) + choice.score
                for place in 0..<width {
                    let index = ring * width + place
                    let score = scores[slot][index] + beats[slot][choice.length * width + place] + tempo
                    if score > ends[index] { (ends[index], chosen[index]) = (score, UInt16(number)) }
                }
            }
        }
    }

    // MARK: How sure

    /// For each beat of a path how probable a beat of about its tempo is there, by the forward-backward algorithm over
    /// all paths.
    func sureness(of path: [Beat]) -> [Double] {
        guard tokens > 0, !path.isEmpty else { return [] }
        let (forward, beats) = forward()
        let (backward, total) = backward(forward, beats)
        let width = places.count
        let before = rings.longest
        return path.map { beat in
            var mass = 0.0
            let nearby = (beat.token - Self.nearTokens)...(beat.token + Self.nearTokens)
            for token in nearby where token > -before && token < tokens {
                for ring in rings.periods.indices
                where abs(log(rings.periods[ring] / rings.periods[beat.ring])) < Self.nearTempo {
                    let row = (token + before) * states + ring * width
                    for state in row..<(row + width) { mass += Double(exp(forward[state] + backward[state] - total)) }
                }
            }
            return min(mass, 1)
        }
    }

    /// Tokens and natural logarithm of tempo within which a beat counts as the same.
    private static let nearTokens = 3
    private static let nearTempo = 0.1

    /// Log sums over all paths up to a beat's beginning, from token 1 - longest on; and the likelihoods of all beats.
    private func forward() -> (scores: [Float], beats: [Float]) {
        let width = places.count
        let before = rings.longest
        let row = rings.lengths.count * width
        var scores = [Float](repeating: BeatLikelihood.impossible, count: (tokens + before) * states)
        var beats = [Float](repeating: 0, count: (tokens + before) * row)
        var filled = [Float](repeating: 0, count: row)
        var current = [Float](repeating: 0, count: states)
        var ends = [Float](repeating: 0, count: states)
        for token in (1 - before)..<tokens {
            if token > 0 {
                for (ring, choices) in rings.choices.enumerated() {
                    for place in 0..<width {
                        let sum = LogSum(choices.count) { number in
                            let choice = choices[number]
                            let from = token - rings.lengths[choice.length]
                            return scores[(from + before) * states + ring * width + place]
                                + beats[(from + before) * row + choice.length * width + place] + choice.score
                                + likelihood.tempo(ring: ring, from: from, to: token)
                        }
                        ends[ring * width + place] = sum.value
                    }
                }
                mix(ends, rings.arrivals, previous, into: &current)
            } else {
                begin(token, into: &current)
            }
            scores.replaceSubrange(((token + before) * states)..<((token + before + 1) * states), with: current)
            likelihood.fill(&filled, start: token)
            beats.replaceSubrange(((token + before) * row)..<((token + before + 1) * row), with: filled)
        }
        return (scores, beats)
    }

    /// Log sums over all paths from a beat's beginning on, the beat included, and over all paths at all.
    private func backward(_ forward: [Float], _ beats: [Float]) -> (scores: [Float], total: Float) {
        let width = places.count
        let before = rings.longest
        let row = rings.lengths.count * width
        var scores = [Float](repeating: BeatLikelihood.impossible, count: (tokens + before) * states)
        // what comes after a beat that ends on a token
        var after = [Float](repeating: 0, count: (tokens + 1) * states)
        var current = [Float](repeating: 0, count: states)
        var mixed = current
        for token in ((1 - before)..<tokens).reversed() {
            for (ring, choices) in rings.choices.enumerated() {
                for place in 0..<width {
                    let sum = LogSum(choices.count) { number in
                        let choice = choices[number]
                        let end = token + rings.lengths[choice.length]
                        guard end > 0 else { return BeatLikelihood.impossible }
                        let rest = end >= tokens ? 0 : after[end * states + ring * width + place]
                        return rest + beats[(token + before) * row + choice.length * width + place] + choice.score
                            + likelihood.tempo(ring: ring, from: token, to: end)
                    }
                    current[ring * width + place] = sum.value
                }
            }
            scores.replaceSubrange(((token + before) * states)..<((token + before + 1) * states), with: current)
            guard token > 0 else { continue }
            mix(current, rings.departures, next, into: &mixed)
            after.replaceSubrange((token * states)..<((token + 1) * states), with: mixed)
        }
        // every path has one beat that begins at 0 or before and lies partly in the recording
        return (scores, LogSum(before * states) { forward[states + $0] + scores[states + $0] }.value)
    }

    /// Log sums over the rings a beat may come from or go to, with the places beside it.
    private func mix(
        _ scores: [Float], _ moves: [[(ring: Int, score: Float)]], _ beside: [Int], into mixed: inout [Float]
    ) {
        let width = places.count
        let highest = scores.max() ?? 0
        let linear = scores.map { exp($0 - highest) }
        for ring in moves.indices {
            let shares = moves[ring].map { ($0.ring * width, exp($0.score)) }
            for place in 0..<width {
                var sum: Float = 0
                for (row, share) in shares { sum += linear[row + beside[place]] * share }
                mixed[ring * width + place] = sum > 0 ? log(sum) + highest : BeatLikelihood.impossible
            }
        }
    }
}

/// The logarithm of a sum of exponentials.
struct LogSum {
    let value: Float

    init(_ count: Int, _ term: (Int) -> Float) {
        var highest = -Float.infinity
        var sum: Float = 0
        for index in 0..<count {
            let score = term(index)
            if score > highest {
                sum = sum * exp(highest - score) + 1
                highest = score
            } else if score > highest - 30 {
                sum += exp(score - highest)
            }
        }
        value = highest + log(sum)
    }
}
