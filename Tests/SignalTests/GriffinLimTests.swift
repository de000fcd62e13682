import Foundation
import Signal
import TestSupport
import Testing

struct GriffinLimTests {
    let frontEnd = MelFrontEnd()

    /// M M+ is the identity, so the least-squares magnitudes have exactly the Mel values asked for.
    @Test func pseudoInverseIsOne() {
        let filterbank = frontEnd.filterbank
        let inverse = filterbank.pseudoInverse()
        var columns = [Float](repeating: 0, count: filterbank.bands * filterbank.bins)
        for band in 0..<filterbank.bands {
            for bin in 0..<filterbank.bins {
                columns[band * filterbank.bins + bin] = inverse[bin * filterbank.bands + band]
            }
        }
        let product = filterbank.apply(to: columns, frames: filterbank.bands)
        let identity = (0..<100 * 100).map { $0 / 100 == $0 % 100 ? 1 : 0 as Float }
        #expect(largestDifference(product, identity) < 1e-5)
    }

    /// What comes out has nearly the Mel spectrogram that went in; more iterations come nearer, and so does momentum.
    @Test func melIsKept() throws {
        let wave = try Fixture.load("published/fastsag-mel.io")["in.wave"].values
        let wanted = frontEnd.logMel(wave)
        func error(iterations: Int, momentum: Float = 0.99) -> Double {
            let samples = GriffinLim(iterations: iterations, momentum: momentum).samples(fromLogMel: wanted)
            #expect(samples.count == wanted.frames * 256)
            let got = frontEnd.logMel(samples)
            return zip(got.values, wanted.values).reduce(0) { $0 + Double(abs($1.0 - $1.1)) }
                / Double(wanted.values.count)
        }
        let (few, many) = (error(iterations: 2), error(iterations: 60))
        #expect(many < 0.7 * few)
        #expect(many < 0.95 * error(iterations: 60, momentum: 0))
    }

    /// A burst comes out where it went in: the padding of the front end is taken off again.
    @Test func timeIsKept() throws {
        var wave = [Float](repeating: 0, count: 12800)
        for index in 6000..<6400 { wave[index] = Float(0.5 * sin(2 * .pi * 1000 * Double(index) / 24000)) }
        let samples = GriffinLim().samples(fromLogMel: frontEnd.logMel(wave))
        let energies = samples.map { Double($0) * Double($0) }
        let total = energies.reduce(0, +)
        let centre = energies.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element } / total
        #expect(abs(centre - 6200) < 32)
    }

    @Test func nothingGivesNothing() {
        let empty = Spectrogram(frames: 0, bands: 100, values: [], hopSeconds: 256.0 / 24000)
        #expect(GriffinLim().samples(fromLogMel: empty).isEmpty)
    }
}
