import Foundation

/// pYIN's second stage: Viterbi over pitch bins of 20 cents, each voiced or unvoiced.
struct PitchDecoder: Sendable {
    private let lowest: Double
    private let bins: Int
    /// Logarithm of the triangular pitch transition for distances 0...reach in bins.
    private let pitchStep: [Float]
    private let stay = Float(log(0.99))
    private let change = Float(log(0.01))

    private static let binsPerOctave = 60.0
    /// Octaves a second that a voice may glide (librosa's and the Vamp plug-in's figure).
    private static let glideLimit = 35.92

    init(range: ClosedRange<Double>) {
        lowest = range.lowerBound
        bins = Int((log2(range.upperBound / range.lowerBound) * PitchDecoder.binsPerOctave).rounded(.up)) + 1
        let hopSeconds = Double(PitchTracker.hop) / PitchTracker.sampleRate
        let reach = Int(PitchDecoder.glideLimit * hopSeconds * PitchDecoder.binsPerOctave)
        let weights = (0...reach).map { Double(reach + 1 - $0) }
        let total = 2 * weights.reduce(0, +) - weights[0]
        pitchStep = weights.map { Float(log($0 / total)) }
    }

    private func bin(of hertz: Float) -> Int {
        let position = log2(Double(hertz) / lowest) * PitchDecoder.binsPerOctave
        return min(max(Int(position.rounded()), 0), bins - 1)
    }

    /// Hz a frame, 0 where the best path is unvoiced.
    func decode(_ candidates: [[PitchCandidate]]) -> [Float] {
        guard !candidates.isEmpty else { return [] }
        // States 0..<bins are voiced, bins..<2 bins unvoiced.
        var scores = [Float](repeating: 0, count: 2 * bins)
        for index in 0..<bins { scores[index] = -10 }
        var origins = [UInt16](repeating: 0, count: 2 * bins * candidates.count)
        var entering = scores
        var enteredFrom = [UInt16](repeating: 0, count: 2 * bins)
        var next = scores
        for (frame, found) in candidates.enumerated() {
            if frame == 0 {
                next = scores
            } else {
                switchVoicing(scores, into: &entering, origins: &enteredFrom)
                origins.withUnsafeMutableBufferPointer { all in
                    let row = UnsafeMutableBufferPointer(rebasing: all[(frame * 2 * bins)..<((frame + 1) * 2 * bins)])
                    movePitch(entering, from: enteredFrom, into: &next, origins: row)
                }
            }
            observe(found, scores: &next)
            swap(&scores, &next)
        }
        return follow(origins, last: scores, candidates: candidates)
    }

    private func switchVoicing(_ scores: [Float], into entering: inout [Float], origins: inout [UInt16]) {
        for index in 0..<bins {
            let voiced = scores[index]
            let unvoiced = scores[bins + index]
            let fromVoiced = voiced + stay >= unvoiced + change
            entering[index] = fromVoiced ? voiced + stay : unvoiced + change
            origins[index] = UInt16(fromVoiced ? index : bins + index)
            let fromUnvoiced = unvoiced + stay >= voiced + change
            entering[bins + index] = fromUnvoiced ? unvoiced + stay : voiced + change
            origins[bins + index] = UInt16(fromUnvoiced ? bins + index : index)
        }
    }

    private func movePitch(
        _ entering: [Float], from enteredFrom: [UInt16], into next: inout [Float],
        origins: UnsafeMutableBufferPointer<UInt16>
    ) {
        let reach = pitchStep.count - 1
        let bins = bins
        entering.withUnsafeBufferPointer { source in
            next.withUnsafeMutableBufferPointer { target in
                for half in 0..<2 {
                    let base = half * bins
                    for index in 0..<bins {
                        var best = -Float.infinity
                        var bestBin = index
                        for other in max(index - reach, 0)...min(index + reach, bins - 1) {
                            let score = source[base + other] + pitchStep[abs(other - index)]
                            if score > best {
                                best = score
                                bestBin = other
                            }
                        }
                        target[base + index] = best
                        origins[base + index] = enteredFrom[base + bestBin]
                    }
                }
            }
        }
    }

    private func observe(_ found: [PitchCandidate], scores: inout [Float]) {
        let nothing = log(Float.leastNormalMagnitude)
        let voiced = found.reduce(0) { $0 + $1.probability }
        let unvoiced = log(max(1 - voiced, 1e-12) / Float(bins))
        var byBin: [(bin: Int, probability: Float)] = []
        for candidate in found {
            let index = bin(of: candidate.hertz)
            // Troughs come in rising lag, so candidates of one bin are neighbours.
            if byBin.last?.bin == index {
                byBin[byBin.count - 1].probability += candidate.probability
            } else {
                byBin.append((index, candidate.probability))
            }
        }
        for index in 0..<bins {
            scores[index] += nothing
            scores[bins + index] += unvoiced
        }
        for (index, probability) in byBin {
            scores[index] += log(max(probability, Float.leastNormalMagnitude)) - nothing
        }
        // Kept near 0: single precision would lose the differences after a few thousand frames.
        let highest = scores.max() ?? 0
        for index in scores.indices { scores[index] -= highest }
    }

    private func follow(_ origins: [UInt16], last: [Float], candidates: [[PitchCandidate]]) -> [Float] {
        var state = last.indices.max { last[$0] < last[$1] } ?? 0
        var hertz = [Float](repeating: 0, count: candidates.count)
        for frame in stride(from: candidates.count - 1, through: 0, by: -1) {
            if state < bins { hertz[frame] = pitch(ofBin: state, in: candidates[frame]) }
            if frame > 0 { state = Int(origins[frame * 2 * bins + state]) }
        }
        return hertz
    }

    /// The frame's likeliest candidate inside the bin, or the bin's centre where the path passes a frame without one.
    private func pitch(ofBin index: Int, in candidates: [PitchCandidate]) -> Float {
        let inside = candidates.filter { bin(of: $0.hertz) == index }
        if let best = inside.max(by: { $0.probability < $1.probability }) { return best.hertz }
        return Float(lowest * exp2(Double(index) / PitchDecoder.binsPerOctave))
    }
}
