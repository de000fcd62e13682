import Evaluation
import Foundation
import Testing

struct DescriptorDivergenceTests {
    @Test func theDivergenceIsKullbacksAndLeiblers() {
        #expect(DescriptorDivergence.divergence([0.5, 0.5], from: [0.5, 0.5]) == 0)
        let found = DescriptorDivergence.divergence([0.5, 0.5, 0], from: [0.25, 0.25, 0.5])
        #expect(abs(found - log(2)) < 1e-12)
    }

    @Test func songsAreDescribed() throws {
        let sheet = Band.leadSheet()
        let song = MusicDescriptors(mix: Band.play(sheet))
        func likeliest(_ kind: MusicDescriptors.Kind) throws -> String {
            let shares = try #require(song.distributions[kind])
            #expect(shares.count == kind.labels.count)
            #expect(abs(shares.reduce(0, +) - 1) < 1e-9)
            return kind.labels[try #require(shares.indices.max { shares[$0] < shares[$1] })]
        }
        #expect(try likeliest(.key) == "C major")
        #expect(try likeliest(.chordVariety) == "4")
        #expect(try likeliest(.tonalityAlteration) == "0 to 10 %")
        #expect(try ["C", "Am", "F", "G"].contains(likeliest(.triads)))
        for kind in MusicDescriptors.Kind.allCases { _ = try likeliest(kind) }
        // Four triads in equal parts.
        let triads = try #require(song.distributions[.triads])
        let frequent = zip(MusicDescriptors.Kind.triads.labels, triads).filter { $0.1 > 0.15 }
        #expect(frequent.map(\.0) == ["C", "F", "G", "Am"])
    }

    @Test func silenceIsDescribedAsNothing() {
        let silence = MusicDescriptors(mix: [Float](repeating: 0, count: 48_000))
        #expect(silence.distributions[.pitches]?.allSatisfy { $0 == 0 } == true)
        #expect(silence.distributions[.key]?.allSatisfy { $0 == 0 } == true)
    }

    @Test func otherMusicDivergesAndTheSameDoesNot() throws {
        let sheet = Band.leadSheet()
        let reference = [0, 2, 4, 5].map { MusicDescriptors(mix: Band.play(sheet, transposed: $0)) }
        let same = try #require(DescriptorDivergence(generated: reference, reference: reference))
        #expect(same.mean == 0 && same.songs == 4 && same.low == 0)
        #expect(Set(same.descriptors.keys) == Set(MusicDescriptors.Kind.allCases.map(\.rawValue)))
        #expect(same.leftOut["structure labels"] != nil)
        #expect(try #require(same.halves) > 0)
        let beats = Band.leadSheet().beats
        let other = (0..<4).map { _ in MusicDescriptors(mix: Band.clicks(at: beats, duration: 16)) }
        let strange = try #require(DescriptorDivergence(generated: other, reference: reference))
        #expect(strange.mean > 2 * (same.halves ?? 0))
        #expect(DescriptorDivergence(generated: [], reference: reference) == nil)
    }
}
