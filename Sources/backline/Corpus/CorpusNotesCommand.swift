import ArgumentParser
import Band
import Corpus
import Foundation

extension CorpusCommand {
    struct Notes: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Play every note of every melodic instrument of some sound fonts into files; goes on where it stopped.",
            discussion: """
                What `backline train sing` learns from. 24 kHz, mono, 16 bit, a file an instrument; about 62 MB each with \
                the usual notes.
                """)

        @Option(
            parsing: .upToNextOption,
            help: ArgumentHelp(
                "Sound fonts, or folders with them; FluidR3, MuseScore General and TimGM6mb, where installed, unless given.",
                valueName: "path"))
        var fonts: [String] = []

        @Option(help: ArgumentHelp("Lowest and highest MIDI pitch.", valueName: "a-b"))
        var pitches: String = "31-95"

        @Option(help: "MIDI velocities.")
        var velocities: String = "25,50,75,100,127"

        @Option(name: .customLong("out"), help: "Where the notes go.")
        var output: String

        @Option(help: "How many instruments are made at a time.")
        var workers: Int = ProcessInfo.processInfo.activeProcessorCount

        @Option(help: "How many instruments to make at most.")
        var limit: Int?

        func validate() throws {
            guard workers >= 1 else { throw ValidationError("--workers has to be 1 or more.") }
            if let limit, limit < 1 { throw ValidationError("--limit has to be 1 or more.") }
            _ = try grid()
        }

        private func grid() throws -> NoteGrid {
            let ends = pitches.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard ends.count == 2, let low = ends[0], let high = ends[1], low <= high, (0...127).contains(low),
                (0...127).contains(high)
            else { throw ValidationError("--pitches has to be two MIDI pitches from 0 to 127, as 31-95.") }
            let found = velocities.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
            let loudness = found.compactMap(\.self).filter { (1...127).contains($0) }
            guard loudness.count == found.count, loudness == Array(Set(loudness)).sorted() else {
                throw ValidationError("--velocities has to be MIDI velocities from 1 to 127, upwards, as 25,75,127.")
            }
            return NoteGrid(pitches: Array(low...high), velocities: loudness)
        }

        func run() throws {
            for path in fonts where !FileManager.default.fileExists(atPath: path) {
                throw ValidationError("--fonts: there is no \(path).")
            }
            let found =
                try fonts.isEmpty
                ? NoteLibraryBuilder.usualFonts() : SoundFont.find(in: fonts.map(URL.init(fileURLWithPath:)))
            let grid = try grid()
            let builder = NoteLibraryBuilder(
                output: URL(fileURLWithPath: output), fonts: found, grid: grid, workers: workers, limit: limit)
            try StandardOutput.line("sound fonts: " + found.map(\.name).joined(separator: ", "))
            let summary = try builder.build { progress in
                print(
                    "\(progress.done)/\(progress.total)  \(progress.instrument.name)"
                        + (progress.wasThere ? "  there already" : ""))
            }
            print("\(summary.built) instruments made, \(summary.alreadyThere) there already")
            if summary.work > 0 {
                let rate = Int(Double(summary.notes) * grid.seconds / summary.work)
                print("\(summary.notes) notes, \(rate) x real time on one core")
            }
        }
    }
}
