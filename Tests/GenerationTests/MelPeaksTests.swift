import Foundation
import Generation
import Testing

@Suite struct MelPeaksTests {
    /// One frame far over all others comes down to them as it is; what is usual stays to the bit, rests and hits and all.
    @Test func onlyPeaksAreTurnedDown() {
        let bands = 4
        var mel: [Float] = (0..<200).flatMap { frame -> [Float] in
            let level: Float = frame % 8 == 0 ? -1 : frame % 8 < 5 ? -2 : -11
            return (0..<bands).map { level - Float($0) }
        }
        let before = mel
        MelPeaks.limit(&mel, bands: bands)
        #expect(mel == before)
        for band in 0..<bands { mel[100 * bands + band] = 2 - Float(band) }
        MelPeaks.limit(&mel, bands: bands)
        #expect(abs(mel[100 * bands] - (-1 + 0.7)) < 1e-4)
        #expect(abs(mel[100 * bands + 3] - mel[100 * bands] + 3) < 1e-5)
        #expect(mel.enumerated().allSatisfy { index, value in index / bands == 100 || value == before[index] })
        var short: [Float] = [5, 0, 0, 0]
        MelPeaks.limit(&short, bands: bands)
        #expect(short == [5, 0, 0, 0])
    }
}
