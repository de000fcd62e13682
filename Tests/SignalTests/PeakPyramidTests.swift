import Signal
import Testing

struct PeakPyramidTests {
    @Test func levelsHalve() {
        let pyramid = PeakPyramid(noise(100), samplesPerBin: 16)
        #expect(pyramid.levels.map(\.samplesPerBin) == [16, 32, 64, 128])
        #expect(pyramid.levels.map(\.count) == [7, 4, 2, 1])
    }

    /// Columns of whole bins agree with a search through the samples, at every zoom.
    @Test(arguments: [1, 2, 4, 8, 32])
    func columnsAreWhatTheSamplesSay(columns: Int) {
        let samples = noise(1024)
        let peaks = PeakPyramid(samples, samplesPerBin: 16).peaks(in: 0..<1024, columns: columns)
        #expect(peaks.count == columns)
        for (column, peak) in peaks.enumerated() {
            let part = samples[column * 1024 / columns..<(column + 1) * 1024 / columns]
            #expect(peak.minimum == part.min())
            #expect(peak.maximum == part.max())
            #expect(abs(Double(peak.rms) - rootMeanSquare(part)) < 1e-6)
        }
    }

    /// However a sound comes, its pyramid is that of the whole.
    @Test(arguments: [1, 15, 16, 17, 100, 999])
    func whatGrowsIsWhatIsWhole(step: Int) {
        let samples = noise(1000)
        var grown = PeakPyramid(samplesPerBin: 16)
        for start in stride(from: 0, to: samples.count, by: step) {
            grown.append(Array(samples[start..<min(start + step, samples.count)]))
        }
        let whole = PeakPyramid(samples, samplesPerBin: 16)
        #expect(grown.sampleCount == whole.sampleCount)
        #expect(grown.levels.map(\.minimum) == whole.levels.map(\.minimum))
        #expect(grown.levels.map(\.maximum) == whole.levels.map(\.maximum))
        #expect(grown.levels.map(\.samplesPerBin) == whole.levels.map(\.samplesPerBin))
        for columns in [1, 7, 62] {
            #expect(grown.peaks(in: 0..<1000, columns: columns) == whole.peaks(in: 0..<1000, columns: columns))
        }
    }

    /// However the columns fall, no peak is lost.
    @Test func aSingleClickIsAlwaysSeen() {
        for position in [0, 17, 500, 999] {
            var samples = [Float](repeating: 0, count: 1000)
            samples[position] = -0.75
            let pyramid = PeakPyramid(samples)
            for columns in [1, 7, 80, 333] {
                #expect(pyramid.peaks(in: 0..<1000, columns: columns).map(\.minimum).min() == -0.75)
            }
        }
    }

    @Test func lastBinCountsOnlyItsSamples() {
        let peaks = PeakPyramid([Float](repeating: 0.5, count: 33), samplesPerBin: 16).peaks(in: 0..<33, columns: 1)
        #expect(peaks == [PeakPyramid.Peak(minimum: 0.5, maximum: 0.5, rms: 0.5)])
    }

    @Test func outsideIsSilence() {
        let silence = PeakPyramid.Peak(minimum: 0, maximum: 0, rms: 0)
        let pyramid = PeakPyramid([Float](repeating: 1, count: 64), samplesPerBin: 16)
        let peaks = pyramid.peaks(in: -64..<128, columns: 3)
        #expect(peaks == [silence, PeakPyramid.Peak(minimum: 1, maximum: 1, rms: 1), silence])
        #expect(PeakPyramid([]).peaks(in: 0..<10, columns: 2) == [silence, silence])
        #expect(pyramid.peaks(in: 0..<64, columns: 0).isEmpty)
    }
}
