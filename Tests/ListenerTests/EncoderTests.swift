import Foundation
import Listener
import Tensors
import Testing

@Suite struct EncoderTests {
    /// An encoder with random weights.
    private func encoder(window: Int = 64, digestSeed seed: UInt64 = 1) throws -> Encoder {
        var sizes = EncoderConfiguration()
        (sizes.width, sizes.channels, sizes.blocks, sizes.headSize, sizes.kernel) = (16, 2, 1, 8, 3)
        sizes.window = window
        let store = try ParameterStore(seed: seed)
        _ = EncoderNetwork(store.root, sizes)
        try store.verify()
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("encoder-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        let text = String(decoding: try JSONEncoder().encode(sizes), as: UTF8.self)
        try CheckpointWriter.write(store.entries, metadata: ["configuration": text], to: file)
        return try Encoder(Checkpoint(contentsOf: file))
    }

    private func expectLayout(_ posteriors: Posteriors, tokens: Int) {
        #expect(posteriors.tokens == tokens && posteriors.width == 16)
        #expect(posteriors.features.count == tokens * 16 && posteriors.features.allSatisfy(\.isFinite))
        for head in EncoderHead.allCases {
            let values = posteriors[head]
            #expect(values.count == tokens * head.size, "\(head)")
            guard head.isExclusive else {
                #expect(values.allSatisfy { (0...1).contains($0) }, "\(head)")
                continue
            }
            for row in stride(from: 0, to: values.count, by: head.size) {
                let sum = values[row..<(row + head.size)].reduce(0) { $0 + exp($1) }
                #expect(abs(sum - 1) < 1e-3, "\(head)")
            }
        }
    }

    /// Shorter than a window and of odd length, one token, as long as a window, and longer.
    @Test(arguments: [0, 511, 512, 1500, 24_000, 64 * 512, 64 * 512 + 600, 100_000])
    func anyLengthIsHeard(samples: Int) throws {
        let noise = Array(Voices.noise(seconds: 5, level: 0.1).prefix(samples))
        expectLayout(try encoder().posteriors(of: noise), tokens: samples / 512)
    }

    @Test func silenceIsHeard() throws {
        expectLayout(try encoder().posteriors(of: Voices.silence(seconds: 3)), tokens: 140)
    }

    @Test func windowsAgreeAtTheirSeams() throws {
        // steady sound: wherever a window begins, the same is heard
        let tone = Voices.tone(seconds: 6) { _ in 187.5 }
        let posteriors = try encoder().posteriors(of: tone)
        for head in EncoderHead.allCases {
            let values = posteriors[head]
            func row(_ token: Int) -> ArraySlice<Float> { values[(token * head.size)..<((token + 1) * head.size)] }
            // away from the ends of the sound; the network's own windows end inside
            let middle = Array(row(140))
            // the two tokens of a pair differ: every other one is compared
            for token in stride(from: 60, to: 220, by: 2) {
                let distance = zip(row(token), middle).map { abs($0 - $1) }.max() ?? 0
                #expect(distance < 0.3, "\(head) at \(token)")
                let step = zip(row(token), row(token + 2)).map { abs($0 - $1) }.max() ?? 0
                #expect(step < 0.1, "\(head) at \(token)")
            }
        }
    }

    @Test func theFirstWindowAloneSpeaksForItsBeginning() throws {
        let encoder = try encoder()
        let sound = Voices.tone(seconds: 3) { 180 + 40 * sin(3 * $0) }
        let all = try encoder.posteriors(of: sound)
        let first = try encoder.posteriors(of: Array(sound.prefix(64 * 512 + 4096)))
        // a window of 64 tokens; the next one begins after token 12
        for index in 0..<(10 * Posteriors.pitchBins) { #expect(abs(all.pitch[index] - first.pitch[index]) < 0.2) }
    }

    @Test func otherWeightsAreRefused() throws {
        let store = try ParameterStore(seed: 1)
        _ = Linear(store.root["other"], 2, 2)
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("encoder-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try CheckpointWriter.write(store.entries, to: file)
        #expect(throws: CheckpointError.self) { try Encoder(Checkpoint(contentsOf: file)) }
        let text = String(decoding: try JSONEncoder().encode(EncoderConfiguration()), as: UTF8.self)
        try CheckpointWriter.write(store.entries, metadata: ["configuration": text], to: file)
        #expect(throws: CheckpointError.self) { try Encoder(Checkpoint(contentsOf: file)) }
        let odd = text.replacingOccurrences(of: "\"window\":1024", with: "\"window\":1023")
        try CheckpointWriter.write(store.entries, metadata: ["configuration": odd], to: file)
        #expect(throws: CheckpointError.self) { try Encoder(Checkpoint(contentsOf: file)) }
    }
}
