import AudioFiles
import Codecs
import Foundation
import Signal
import Suites
import Tensors
import Testing

struct CopySynthesisTests {
    /// Files have no lead sheet; every way is measured on them.
    @Test func filesGoEveryWay() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("tone-\(UUID().uuidString).wav")
        defer { try? FileManager.default.removeItem(at: file) }
        let tone = (0..<24_000).map { index -> Float in
            let time = Double(index) / 24_000
            return Float(0.2 * sin(2 * Double.pi * 330 * time) + 0.1 * sin(2 * Double.pi * 660 * time))
        }
        try AudioWriter.write(AudioBuffer(sampleRate: 24_000, mono: tone), to: file, format: .wav16)
        let suite = CopySynthesisSuite(vocoder: try Vocos(Checkpoint(contentsOf: Vocos.bundledWeights)))
        var rows: [CopySynthesisRow] = []
        try suite.run(on: nil, count: 20, files: [file]) { rows.append($0) }
        #expect(rows.count >= 3 && rows[0].way == "Griffin-Lim, 60 iterations")
        #expect(Set(rows.map(\.way)).count == rows.count)
        for row in rows {
            #expect(row.input == "files" && row.figures != nil && row.coherence == nil)
            #expect(try #require(row.speed) > 0)
        }
    }
}
