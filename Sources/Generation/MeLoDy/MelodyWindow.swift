import Foundation
import MeLoDy

/// What a window of chunks starts from: what the one before it made, what is given, or nothing.
struct MelodyWindow {
    let latents: [Float]
    let angles: [Double]
    /// Tokens that the window before made.
    let opening: [Int]
    private let known: [[Int]?]

    init(units: Range<Int>, opening: MelodyContent?, known: KnownBand?, width: Int) {
        let chunk = MeLoDyGenerator.chunkTokens
        let opened = (opening?.tokens.count ?? 0) / chunk
        let numbers = SemanticTokenizer.latents * width
        self.opening = opening?.tokens ?? []
        var latents: [Float] = opening?.latents ?? []
        var angles = [Double](repeating: 0, count: opened)
        var tokens: [[Int]?] = stride(from: 0, to: opened * chunk, by: chunk).map { first in
            (opening?.tokens).map { Array($0[first..<(first + chunk)]) }
        }
        for first in stride(from: units.lowerBound + opened * chunk, to: units.upperBound, by: chunk) {
            // what lies behind all that is known is free
            let here = known.flatMap { $0.angles.indices.contains(first / chunk) ? $0 : nil }
            let angle = here?.angles[first / chunk] ?? .pi / 2
            angles.append(angle)
            latents +=
                here.map { Array($0.latents[(first * numbers)..<((first + chunk) * numbers)]) }
                ?? [Float](repeating: 0, count: chunk * numbers)
            // what is varied keeps its tokens: they say what is played, the latents how
            tokens.append(angle < .pi / 2 ? here.map { Array($0.tokens[first..<(first + chunk)]) } : nil)
        }
        (self.latents, self.angles, self.known) = (latents, angles, tokens)
    }

    /// Those that are known.
    func tokens(ofChunk index: Int) -> [Int]? { known[index] }
}
