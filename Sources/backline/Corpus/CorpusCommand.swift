import ArgumentParser
import Band
import Corpus
import Foundation
import Music

/// `backline corpus`: training songs and notes.
struct CorpusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "corpus", abstract: "Make the training songs and notes.",
        subcommands: [Build.self, Render.self, Bench.self, Sing.self, Voices.self, Notes.self])

    /// Where the data set lies.
    struct DataOptions: ParsableArguments {
        @Option(name: .customLong("pop909"), help: "POP909's folder, with 001 to 909 in it.")
        var pop909: String

        @Option(name: .customLong("pop909-cl"), help: "POP909-CL's folder, with 001.mid to 909.mid in it.")
        var corrected: String

        var folders: POP909Folders {
            POP909Folders(original: URL(fileURLWithPath: pop909), corrected: URL(fileURLWithPath: corrected))
        }
    }

    /// What the bands play with.
    struct BandOptions: ParsableArguments {
        @Option(
            parsing: .upToNextOption,
            help: ArgumentHelp(
                "Sound fonts, or folders with them; what is installed unless given.",
                discussion: "\(SoundFont.heldOut) is heard in validation songs only.", valueName: "path"))
        var fonts: [String] = []

        @Option(parsing: .upToNextOption, help: "The styles to choose from; all unless given.")
        var styles: [Style] = Style.allCases

        func found() throws -> [SoundFont] {
            for path in fonts where !FileManager.default.fileExists(atPath: path) {
                throw ValidationError("--fonts: there is no \(path).")
            }
            let found = try fonts.isEmpty ? SoundFont.find() : SoundFont.find(in: fonts.map(URL.init(fileURLWithPath:)))
            let names = found.map { $0.name + ($0.isHeldOut ? " (validation only)" : "") }
            print("sound fonts: \(names.joined(separator: ", "))")
            return found
        }

        func validate() throws {
            guard !styles.isEmpty else { throw ValidationError("--styles names no style.") }
        }
    }

    struct Build: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sing and play POP909 into audio files; goes on where it stopped.")

        @OptionGroup var data: DataOptions
        @OptionGroup var band: BandOptions

        @Option(name: .customLong("out"), help: "Where the songs go.")
        var output: String

        @Option(help: "The same seed makes the same songs.")
        var seed: UInt64 = 1

        @Option(help: "Seconds of every training song.")
        var seconds: Double = 75

        @Option(help: "How many songs are made at a time.")
        var workers: Int = ProcessInfo.processInfo.activeProcessorCount

        @Option(help: "How many songs to make at most.")
        var limit: Int?

        @Flag(help: "Write every part of the band apart, too.")
        var stems = false

        func validate() throws {
            guard seconds >= 5 else { throw ValidationError("--seconds has to be 5 or more.") }
            guard workers >= 1 else { throw ValidationError("--workers has to be 1 or more.") }
        }

        func run() throws {
            let builder = CorpusBuilder(
                pop909: data.folders.original, corrected: data.folders.corrected,
                output: URL(fileURLWithPath: output), seed: seed, seconds: seconds, workers: workers, limit: limit,
                fonts: try band.found(), styles: band.styles, stems: stems)
            let summary = try builder.build { progress in
                let name = String(format: "%03d", progress.identifier)
                switch progress.outcome {
                case .built(let seconds):
                    print("\(progress.done)/\(progress.total)  \(name)  \(Int(seconds)) s")
                case .alreadyThere: print("\(progress.done)/\(progress.total)  \(name)  there already")
                case .leftOut(let reason): print("\(progress.done)/\(progress.total)  \(name)  left out: \(reason)")
                }
            }
            print("\(summary.built) songs made, \(summary.alreadyThere) there already, \(summary.leftOut) left out")
            if summary.singing > 0, summary.rendering > 0 {
                let sung = Int(summary.audio / summary.singing)
                let played = Int(summary.audio / summary.rendering)
                print("voice \(sung) x real time, accompaniment \(played) x real time, each on one core")
            }
        }
    }
}

extension Style: ExpressibleByArgument {}
