import Foundation
import Testing
import Training

@Suite struct TrainingConfigurationTests {
    /// The sentence that a configuration is refused with.
    private func refusal<Recipe: TrainingRecipe>(_ type: Recipe.Type, _ json: String) throws -> String {
        try withFolder { folder in
            let url = folder.appendingPathComponent("run.json")
            try Data(json.utf8).write(to: url)
            do {
                _ = try type.init(contentsOf: url)
                return "accepted"
            } catch let error as TrainingError {
                guard case .configuration(url.path, let reason) = error else { throw error }
                #expect(error.description.contains(url.path))
                return reason
            }
        }
    }

    @Test func whatIsMissingIsNamed() throws {
        #expect(try refusal(HarmoniserRun.self, harmoniserJSON()) == "accepted")
        let cut = harmoniserJSON().replacingOccurrences(of: "\"steps\": 6, ", with: "")
        #expect(try refusal(HarmoniserRun.self, cut) == "training.steps is missing")
        #expect(try refusal(HarmoniserRun.self, "{}") == "training is missing")
        let flat = harmoniserJSON().replacingOccurrences(of: "\"width\": 16,", with: "")
        #expect(try refusal(HarmoniserRun.self, flat) == "model.width is missing")
    }

    @Test func whatHasTheWrongKindIsNamed() throws {
        let text = harmoniserJSON().replacingOccurrences(of: "\"steps\": 6", with: "\"steps\": \"six\"")
        #expect(try refusal(HarmoniserRun.self, text) == "training.steps has to be a whole number")
        let list = harmoniserJSON().replacingOccurrences(of: "\"keyGiven\": 0.3", with: "\"keyGiven\": [1]")
        #expect(try refusal(HarmoniserRun.self, list) == "keyGiven has to be a number")
        let fraction = harmoniserJSON().replacingOccurrences(of: "\"steps\": 6", with: "\"steps\": 6.5")
        #expect(try refusal(HarmoniserRun.self, fraction).contains("has a fraction"))
        #expect(try refusal(HarmoniserRun.self, "[]") == "it has to be a group in braces")
        for broken in ["", "{", "{\"training\": }"] {
            #expect(try refusal(HarmoniserRun.self, broken).hasPrefix("it is no valid JSON"))
        }
    }

    @Test func numbersThatMakeNoSenseAreNamed() throws {
        #expect(
            try refusal(HarmoniserRun.self, harmoniserJSON(trainingJSON(steps: 0)))
                == "training.steps is 0, not 1 or more")
        #expect(
            try refusal(HarmoniserRun.self, harmoniserJSON(trainingJSON(batch: -1)))
                == "training.batch is -1, not 1 or more")
        #expect(try refusal(HarmoniserRun.self, harmoniserJSON(trainingJSON(logEvery: 0))).contains("logEvery"))
        #expect(
            try refusal(HarmoniserRun.self, harmoniserJSON(trainingJSON(validateEvery: 0))).contains("validateEvery"))
        #expect(try refusal(HarmoniserRun.self, harmoniserJSON(length: 1)).contains("length"))
        #expect(try refusal(FastSAGRun.self, fastSAGJSON()) == "accepted")
        #expect(try refusal(FastSAGRun.self, fastSAGJSON(frames: 66)).contains("frames is 66"))
        #expect(try refusal(FastSAGRun.self, fastSAGJSON(patch: 2)).contains("patch"))
        #expect(try refusal(FastSAGRun.self, fastSAGJSON(source: "vocals")).contains("dropout.vocals"))
    }

    @Test func aFileThatIsNotThereIsNamed() {
        let url = URL(fileURLWithPath: "/nowhere/run.json")
        do {
            _ = try VocoderRun(contentsOf: url)
            Issue.record("it was read")
        } catch TrainingError.configuration(let path, let reason) {
            #expect(path == "/nowhere/run.json" && !reason.isEmpty)
        } catch { Issue.record("\(error)") }
    }

    /// The recipes that come with the program.
    @Test func theBundledRecipesAreRead() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources/Training/Configurations")
        func url(_ name: String) -> URL { folder.appendingPathComponent("\(name).json") }
        #expect(try FastSAGRun(contentsOf: url("fastsag")).model.bands == 100)
        #expect(try HarmoniserRun(contentsOf: url("harmoniser")).length == 128)
        #expect(try HarmoniserRun(contentsOf: url("harmoniser-human")).leadSheets == 0.4)
        #expect(try GridRun(contentsOf: url("grid")).folds == 5)
        #expect(try VocoderRun(contentsOf: url("vocoder")).samples % 256 == 0)
        #expect(try SplitterRun(contentsOf: url("splitter")).model.bands == 100)
    }
}
