import AudioFiles
import Evaluation
import Foundation
import Listener
import Music
import Signal
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Four small songs from files to the page.
struct PairEvaluationTests {
    /// Eight seconds each: a band and a voice that sings the roots of its chords.
    private static func make(in folder: URL) throws {
        for (index, semitones) in [0, 3, 7, 10].enumerated() {
            let tempo = [96.0, 108, 120, 132][index]
            let sheet = Band.leadSheet(tempo: tempo, offset: 0.1 * Double(index + 1))
            let length = 8 * 24_000
            var voice = [Float](repeating: 0, count: length)
            for beat in sheet.beats {
                guard let chord = sheet.chord(at: beat + 0.01) else { continue }
                let pitch = 60 + chord.root.value + semitones
                Band.strike(440 * exp2(Double(pitch - 69) / 12), at: beat, into: &voice, length: 54 / tempo)
            }
            let band = Array(Band.play(sheet, transposed: semitones).prefix(length))
            for (name, samples) in [("vocals", voice), ("generated", band), ("reference", band)] {
                try FileManager.default.createDirectory(
                    at: folder.appendingPathComponent(name), withIntermediateDirectories: true)
                try AudioWriter.write(
                    AudioBuffer(sampleRate: 24_000, mono: samples),
                    to: folder.appendingPathComponent("\(name)/song & \(index).wav"), format: .wav16)
            }
        }
    }

    private struct Quiet: Encoding {
        func posteriors(of samples: [Float]) throws -> Posteriors {
            var heard = Posteriors(tokens: samples.count / Posteriors.hop, width: 2)
            for token in 0..<heard.tokens {
                for (index, sample) in samples[(token * 512)..<(token * 512 + 512)].enumerated() {
                    heard.features[2 * token + index % 2] += abs(sample)
                }
            }
            return heard
        }
    }

    @Test func realAccompanimentsReachTheCeilingAndThePageShowsIt() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("report-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try Self.make(in: folder)
        func at(_ name: String) -> URL { folder.appendingPathComponent(name) }
        let files = try PairedFiles.match(
            vocals: at("vocals"), generated: at("generated"), reference: at("reference"))
        var evaluation = PairEvaluation()
        evaluation.embeddings.append(ListenerFeatures(encoder: Quiet()))
        let (report, pictures) = try evaluation.run(files, pictures: 2)

        for measure in CoherenceMeasure.allCases {
            let figure = try #require(report.coherence[measure.rawValue])
            #expect(figure.leftOut == nil && figure.pairs == 4, "\(measure)")
            let value = try #require(figure.value)
            #expect(figure.ceiling == value, "\(measure)")
            if [.harmonyZ, .chromaZ, .chordF1, .triads, .keyScore, .rhythmZ, .beatF].contains(measure) {
                let chance = try #require(figure.chance)
                #expect(value > chance, "\(measure): \(value) over \(chance)")
                #expect(figure.share == 1, "\(measure)")
            }
        }
        // The roots of rounding errors: so few windows leave most directions empty.
        let nearest = try #require(report.frechet["mel"]?.distance).distance
        #expect(abs(nearest) < 1e-3 * (try #require(report.frechet["mel"]?.vocals).distance))
        #expect(try #require(report.frechet["listener"]?.vocals).distance > 1e-4)
        #expect(try #require(report.kernel["mel"]?.vocals).distance > 10)
        #expect(report.sound.generated == report.sound.reference)

        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(report.json().utf8)) as? [String: Any])
        #expect(
            Set(object.keys) == ["pairs", "frechet", "kernel", "mirdd", "coherence", "sound", "estimators"])
        let coherence = try #require(object["coherence"] as? [String: Any])
        #expect(Set(coherence.keys).isSuperset(of: ["harmonyZ", "chromaZ", "chordF1", "beatF", "onsetF"]))
        #expect((object["mirdd"] as? [String: Any])?["mean"] as? Double == 0)
        #expect(report.table.contains("harmony z"))

        let page = ReportPage(report: report, pictures: pictures)
        try page.write(to: at("out"))
        let html = try String(contentsOf: at("out/report.html"), encoding: .utf8)
        #expect(html == page.html)
        try check(html)
        #expect(html.components(separatedBy: "data:image/png;base64,").count == 1 + 2 * 3)
        let images = try FileManager.default.contentsOfDirectory(atPath: at("out/spectrograms").path)
        #expect(images.count == 6 && images.contains("song & 0-vocal.png"))
    }

    @Test func withoutReferenceWhatNeedsItIsNamed() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("report-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try Self.make(in: folder)
        let files = try PairedFiles.match(
            vocals: folder.appendingPathComponent("vocals"), generated: folder.appendingPathComponent("generated"))
        var evaluation = PairEvaluation()
        evaluation.missingEmbeddings["listener"] = "no listener"
        let report = try evaluation.run(files).report
        #expect(report.coherence["chromaZ"]?.leftOut == "needs --reference")
        #expect(try #require(report.coherence["harmonyZ"]?.value) > 1)
        #expect(report.coherence["harmonyZ"]?.ceiling == nil && report.coherence["harmonyZ"]?.chance != nil)
        #expect(report.frechet["mel"]?.leftOut == "needs --reference")
        #expect(report.kernel["listener"]?.leftOut == "no listener")
        let json = try report.json()
        #expect(json.contains("\"mirdd\":{\"reason\":\"needs --reference\"}"))
        let page = ReportPage(report: report, pictures: []).html
        #expect(page.contains("needs --reference") && page.contains("no listener"))
        try check(page)
    }

    /// Well-formed once HTML's void elements are closed; all inside, nothing from a network.
    private func check(_ html: String) throws {
        #expect(html.hasPrefix("<!DOCTYPE html>") && html.hasSuffix("</html>\n"))
        #expect(html.contains("prefers-color-scheme: dark"))
        for outside in ["http:", "https:", "<script", "<link"] { #expect(!html.contains(outside)) }
        var closed = html.replacingOccurrences(of: "<!DOCTYPE html>", with: "")
        for element in ["meta", "img"] {
            closed = closed.replacing(try Regex("<\(element)([^>]*)>")) { match in
                "<\(element)\(match.output[1].substring ?? "")/>"
            }
        }
        let parser = XMLParser(data: Data(closed.utf8))
        #expect(parser.parse(), "\(String(describing: parser.parserError)) in line \(parser.lineNumber)")
        let text = html.replacing(try Regex("base64,[^\"]*"), with: "")
        #expect(!text.contains("nan") && !text.contains("inf ") && !text.contains("Optional("))
    }
}
