import Codecs
import Foundation
import Music
import Signal
import Tensors
import Testing

@Suite struct StemStreamTests {
    /// Random weights, large enough for shares that differ.
    private static func splitter() throws -> StemSplitter {
        let store = try ParameterStore(seed: 3)
        let splitter = StemSplitter(
            store.root, SplitterSizes(bands: 100, width: 8, dilations: [1, 3]),
            mel: .init(mean: .init(repeating: -4, count: 100), deviation: .init(repeating: 2, count: 100)))
        let generator = try RandomGenerator(seed: 4)
        for tensor in store.trained { try tensor.assign(Tensor.normal(tensor.shape, generator: generator) * 0.5) }
        return splitter
    }

    private static func noise(_ count: Int) -> [Float] {
        var generator = SeededGenerator(seed: 9)
        return generator.normals(count).map { $0 * 0.1 }
    }

    /// The stems of samples that come in pieces of such lengths, in turn.
    private func streamed(_ samples: [Float], _ splitter: StemSplitter, pieces: [Int]) throws -> [StemGroup: [Float]] {
        var stream = StemStream(splitter)
        var stems: [StemGroup: [Float]] = [:]
        var (start, turn) = (0, 0)
        repeat {
            let end = min(start + pieces[turn % pieces.count], samples.count)
            let parts = try stream.append(Array(samples[start..<end]), isLast: end == samples.count)
            for (group, part) in parts { stems[group, default: []] += part }
            #expect(end == samples.count || (stems[.bass]?.count ?? 0) >= end - stream.lookAhead)
            (start, turn) = (end, turn + 1)
        } while start < samples.count
        return stems
    }

    @Test(arguments: [0, 1, 100, 385, 1000, 30_000])
    func theStemsAreTheSound(count: Int) throws {
        let sound = Self.noise(count)
        let stems = try streamed(sound, Self.splitter(), pieces: [count + 1])
        #expect(Set(stems.keys) == Set(StemGroup.allCases) && stems.values.allSatisfy { $0.count == count })
        for index in sound.indices {
            let sum = StemSplitter.groups.reduce(Float(0)) { $0 + (stems[$1]?[index] ?? .nan) }
            #expect(abs(sum - sound[index]) < 1e-6)
        }
        if count > 1000 {
            for (group, part) in stems { #expect(part.contains { abs($0) > 0.001 }, "\(group) is silent") }
        }
    }

    @Test func howSamplesAreDealtOutChangesNothing() throws {
        let splitter = try Self.splitter(), sound = Self.noise(60_100)
        let whole = try streamed(sound, splitter, pieces: [sound.count])
        for pieces in [[20_000], [1, 300, 7, 9_999], [256]] {
            #expect(try streamed(sound, splitter, pieces: pieces) == whole)
        }
    }

    /// Drums get all above 2 kHz, bass all below 300 Hz.
    @Test func sharesDecideWhoGetsWhat() throws {
        let bands = 100
        let middles = (0..<bands).map {
            MelFilterbank.hertz(mel: Double($0 + 1) * MelFilterbank.mel(hertz: 12_000) / 101)
        }
        var stream = StemStream(reach: 0) { _, frames in
            frames.flatMap { _ in
                StemSplitter.groups.flatMap { group in
                    middles.map { hertz in
                        let owner: StemGroup = hertz > 2000 ? .drums : hertz < 300 ? .bass : .harmony
                        return owner == group ? 1 : 0
                    }
                }
            }
        }
        let tones: [(StemGroup, Double)] = [(.drums, 5000), (.bass, 110), (.harmony, 700)]
        func tone(_ hertz: Double) -> [Float] {
            (0..<24_000).map { Float(0.2 * sin(2 * .pi * hertz * Double($0) / 24_000)) }
        }
        let sound = tones.map { tone($0.1) }
        let mix = sound[0].indices.map { index in sound.reduce(0) { $0 + $1[index] } }
        let stems = try stream.append(mix, isLast: true)
        for (index, (group, _)) in tones.enumerated() {
            let made = try #require(stems[group])
            let error = zip(made, sound[index]).dropFirst(1000).dropLast(1000).map { abs($0 - $1) }.max() ?? 1
            #expect(error < 0.004, "\(group)")
        }
    }

    @Test func theSplitterSeesNoFurtherThanItsReach() throws {
        let splitter = try Self.splitter()
        let mel = Tensor.normal([1, 40, 100], generator: try RandomGenerator(seed: 1)) * 2 - 4
        let all = try splitter(mel).floats()
        let first = 20 - splitter.configuration.reach
        let cut = try splitter(mel.narrowed(1, from: first, length: 2 * splitter.configuration.reach + 1)).floats()
        let width = 300
        let (a, b) = (all[(20 * width)..<(21 * width)], cut[((20 - first) * width)..<((21 - first) * width)])
        #expect(zip(a, b).allSatisfy { abs($0 - $1) < 1e-5 })
        for frame in 0..<40 {
            for band in 0..<100 {
                #expect(abs((0..<3).reduce(Float(0)) { $0 + all[frame * width + $1 * 100 + band] } - 1) < 1e-5)
            }
        }
    }
}
