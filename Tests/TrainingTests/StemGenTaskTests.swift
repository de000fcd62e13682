import Codecs
import Corpus
import Foundation
import Music
import Networks
import Signal
import Tensors
import Testing
import Training

private func stemGenJSON(
    _ training: String = trainingJSON(steps: 3, validateEvery: 3), shares: String = "[0.5, 0.5]",
    dropout: String = #"{"mix": 0.2, "beats": 0.2}"#
) -> String {
    """
    {"training": \(training), "model": {"quantizer": {"levels": 2, "codes": 16, "width": 4}, "priorWidth": 8,
     "priorBlocks": 1, "width": 8, "blocks": 1, "headSize": 4, "kernel": 3, "expansion": 2}, "tokens": 32,
     "levelShares": \(shares), "dropout": \(dropout), "alone": 0.2, "vocalAlone": 0.25, "microphone": 0.25, "level": 3,
     "tilt": 3, "chordDoubt": 0.25, "priorWeight": 1, "latentWeight": 0.5}
    """
}

extension RunningTrainers {
    @Suite struct StemGenTaskTests {
        private let sizes = TokenCodecSizes(
            bands: 100, width: 8, hidden: 16, outerBlocks: 1, innerBlocks: 1,
            quantizer: ResidualVectorQuantizer.Sizes(levels: 2, codes: 16, width: 4))

        /// A codec with random weights and a corpus's stems.
        private func with(_ body: (Checkpoint, [StemSong], [StemSong]) throws -> Void) throws {
            try Songs.withCorpus([1, 2, 900], stems: true) { corpus in
                let store = try ParameterStore(seed: 1)
                _ = TokenCodec(store.root, sizes)
                let file = corpus.appendingPathComponent("codec.safetensors")
                let configuration = String(decoding: try JSONEncoder().encode(sizes), as: UTF8.self)
                try CheckpointWriter.write(store.entries, metadata: ["configuration": configuration], to: file)
                func songs(_ split: SongSymbols.Split) throws -> [StemSong] {
                    try StemSong.read(CorpusIndex.songs(in: corpus, split: split))
                }
                try body(Checkpoint(contentsOf: file), songs(.training), songs(.validation))
            }
        }

        @Test func resumingChangesNothingAndListeningIsMeasured() throws {
            try with { codec, training, validation in
                let run = try decoded(StemGenRun.self, stemGenJSON())
                func task() throws -> StemGenTask {
                    try StemGenTask(run, codec: codec, training: training, validation: validation, device: .cpu)
                }
                try expectResumingChangesNothing(run.training) { try task() }
                let trained = try task()
                #expect(try trained.metadata["codec"] == TokenCodec.tokenDigest(of: codec))
                #expect(
                    try trained.validate().map(\.name) == [
                        "all", "other mix", "no mix", "no sheet", "other mix, no sheet", "neither", "level 2", "prior",
                        "prior other mix", "prior neither",
                    ])
                #expect(throws: CorpusError.notForTraining(identifier: 900)) {
                    try StemGenTask(
                        run, codec: codec, training: training + validation, validation: validation, device: .cpu)
                }
            }
        }

        @Test func whatDoesNotFitIsSaid() throws {
            func problem(_ json: String) throws -> String? { try decoded(StemGenRun.self, json).problem }
            #expect(try problem(stemGenJSON()) == nil)
            #expect(
                try problem(stemGenJSON(shares: "[1]")) == "levelShares is [1.0], not one share for each of 2 levels")
            #expect(
                try problem(stemGenJSON(dropout: #"{"mood": 1}"#))
                    == "dropout.mood is no source; there are mix, instrument, beats, chords, style")
        }

        /// Every set of the others may be the context, a quarter of the time the vocal alone; a quarter of the contexts come
        /// through a microphone.
        @Test func everyContextIsReachable() throws {
            try with { _, training, _ in
                var generator = SeededGenerator(seed: 5)
                var seen: [InstrumentFamily: Set<[InstrumentFamily?]>] = [:]
                var (alone, recorded) = (0, 0)
                let variety = StemExample.Variety(vocalAlone: 0.25, microphone: 0.25)
                let song = training[0]
                let count = 4000
                for _ in 0..<count {
                    let draft = StemExample.draft([song], samples: 24_000, variety: variety, &generator)
                    #expect(!draft.players.isEmpty && !draft.players.contains(draft.family))
                    seen[draft.family, default: []].insert(draft.players)
                    if draft.players == [nil] { alone += 1 }
                    if draft.microphone != nil { recorded += 1 }
                }
                for (_, contexts) in seen { #expect(contexts.count == (1 << song.families.count) - 1) }
                #expect(Double(alone) / Double(count) > 0.22)
                #expect((0.2..<0.3).contains(Double(recorded) / Double(count)))
            }
        }
    }
}

@Suite struct StemMaskTests {
    /// E[cos u] over u in [0, pi / 2] is 2 / pi.
    @Test func sharesAreThoseOfTheCosine() {
        var generator = SeededGenerator(seed: 2)
        let count = 2000
        var masked = 0
        for _ in 0..<count {
            let mask = StemGenTask.mask(
                tokens: 100, share: cos(generator.uniform() * .pi / 2), &generator)
            masked += mask.filter { $0 }.count
        }
        #expect(abs(Double(masked) / Double(count * 100) - 2 / .pi) < 0.02)
    }

    @Test func everyPlaceIsMaskedAsOften() {
        var generator = SeededGenerator(seed: 2)
        var counts = [Int](repeating: 0, count: 20)
        for _ in 0..<2000 {
            for (index, isMasked) in StemGenTask.mask(tokens: 20, share: 0.3, &generator).enumerated() where isMasked {
                counts[index] += 1
            }
        }
        for count in counts { #expect((500..<700).contains(count)) }
        #expect(StemGenTask.mask(tokens: 20, share: 0, &generator).filter { $0 }.count == 1)
        #expect(StemGenTask.mask(tokens: 20, share: 1, &generator).allSatisfy { $0 })
    }
}
