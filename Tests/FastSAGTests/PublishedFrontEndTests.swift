import FastSAG
import TestSupport
import Testing

/// Against fastsag-mel; the filterbank and the logarithms are compared where they are made, in SignalTests.
@Suite struct PublishedFrontEndTests {
    private let fixture: PublishedFixture

    init() throws { fixture = try PublishedFixture("fastsag-mel") }

    private func difference(_ found: [Float], _ key: String) -> Float {
        let wanted = fixture.io[key].values
        guard found.count == wanted.count else { return .infinity }
        return zip(found, wanted).map { abs($0 - $1) }.max() ?? .infinity
    }

    @Test func itIsThePublishedOne() {
        let wave = fixture.io["in.wave"].values
        let scaled = PublishedFrontEnd.scaled(wave)
        #expect(difference(scaled, "out.wave_minmax") <= fixture.tolerance("wave_abs"))
        #expect(
            difference(PublishedFrontEnd.throughSixteenBits(wave), "out.wave_int16_roundtrip")
                <= fixture.tolerance("wave_abs"))
        for (wave, key) in [(wave, "out.norm_mel"), (scaled, "out.norm_mel_of_minmax_wave")] {
            let mel = PublishedFrontEnd.normalisedMel(wave)
            #expect([1, mel.bands, mel.frames] == fixture.io[key].shape)
            #expect(difference(mel.values, key) <= fixture.tolerance("norm_mel_abs"), "\(key)")
        }
    }

    @Test func aConstantWaveIsSilence() {
        #expect(PublishedFrontEnd.scaled([0.3, 0.3]) == [0, 0])
        #expect(PublishedFrontEnd.scaled([]) == [])
        #expect(PublishedFrontEnd.throughSixteenBits([2, -2, 0.99999]) == [1, -1, 32766.0 / 32767])
    }
}
