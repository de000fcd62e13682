import Foundation
import Signal

func largestDifference(_ left: [Float], _ right: [Float]) -> Float {
    left.count == right.count ? zip(left, right).reduce(0) { max($0, abs($1.0 - $1.1)) } : .infinity
}

/// A cosine, so that sample 0 is the amplitude.
func tone(hertz: Double, sampleRate: Double, count: Int, amplitude: Double = 1) -> [Float] {
    (0..<count).map { Float(amplitude * cos(2 * .pi * hertz * Double($0) / sampleRate)) }
}

func noise(_ count: Int, seed: UInt64 = 1) -> [Float] {
    var generator = SeededGenerator(seed: seed)
    return generator.normals(count).map { $0 * 0.1 }
}

func rootMeanSquare(_ samples: some Collection<Float>) -> Double {
    (samples.reduce(0) { $0 + Double($1) * Double($1) } / Double(samples.count)).squareRoot()
}
