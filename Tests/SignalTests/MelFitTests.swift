import Foundation
import Signal
import Testing

struct MelFitTests {
    private let filterbank = MelFrontEnd().filterbank

    private func divergence(_ made: [Float], _ wanted: [Float]) -> Float {
        zip(made, wanted).reduce(0) { $0 + $1.1 * log($1.1 / $1.0) - $1.1 + $1.0 }
    }

    /// Random magnitudes of other sound come ever nearer to the Mel.
    @Test func everyUpdateComesNearer() {
        var generator = SeededGenerator(seed: 1)
        let wanted = filterbank.apply(to: generator.normals(2 * 513).map { abs($0) + 0.01 }, frames: 2)
        let start = generator.normals(2 * 513).map { abs($0) + 0.01 }
        let distances = [0, 1, 2, 4, 16].map { updates in
            let fitted = filterbank.fitted(start, toMel: wanted, frames: 2, updates: updates)
            return divergence(filterbank.apply(to: fitted, frames: 2), wanted)
        }
        for (earlier, later) in zip(distances, distances.dropFirst()) { #expect(later < earlier) }
        #expect(distances[4] < 0.01 * distances[0])
    }

    /// What is right stays; what is right but for its level gets it; partials between bands stay where they are.
    @Test func theShapeOfPartialsStays() {
        let partials = (0..<513).map { Float($0 % 11 == 4 ? 1 : 0.01) }
        let mel = filterbank.apply(to: partials, frames: 1)
        // the lowest bin belongs to no filter
        for level: Float in [1, 0.2, 7] {
            let fitted = filterbank.fitted(partials.map { $0 * level }, toMel: mel, frames: 1, updates: 1)
            #expect(zip(fitted, partials).dropFirst().dropLast().allSatisfy { abs($0 - $1) < 0.01 * $1 })
        }
    }

    @Test func silenceStaysFinite() {
        let floor = [Float](repeating: MelFrontEnd.floor, count: 100)
        let nothing = [Float](repeating: 0, count: 513)
        #expect(filterbank.fitted(nothing, toMel: floor, frames: 1, updates: 3) == nothing)
        let fitted = filterbank.fitted([Float](repeating: 1, count: 513), toMel: floor, frames: 1, updates: 3)
        #expect(fitted.dropFirst().dropLast().allSatisfy { $0.isFinite && $0 < 0.01 })
    }
}
