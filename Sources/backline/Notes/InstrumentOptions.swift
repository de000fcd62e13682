import ArgumentParser
import AudioFiles
import Foundation
import SING
import Signal

/// Which weights play.
struct InstrumentOptions: ParsableArguments {
    @Option(help: ArgumentHelp("SING weights instead of those that come with the program.", valueName: "file"))
    var weights: String?

    func load() throws -> SINGInstrument {
        try SINGInstrument(weights: weights.map { URL(fileURLWithPath: $0) })
    }
}

/// Writes what was played: 24 bit FLAC where the file's name ends so, else 24 bit WAV.
enum PlayedFile {
    /// - Throws: `ValidationError` when the name has another ending.
    static func format(of path: String) throws -> AudioFileFormat {
        switch URL(fileURLWithPath: path).pathExtension.lowercased() {
        case "wav": .wav24
        case "flac": .flac24
        default: throw ValidationError("--out must end in .wav or .flac, not \(path)")
        }
    }

    /// What would be louder than full scale is brought down as a whole.
    /// - Returns: by how many decibels.
    static func write(_ samples: [Float], sampleRate: Double, to path: String) throws -> Double {
        let peak = samples.reduce(0) { max($0, abs($1)) }
        let most: Float = 0.98
        let gain = peak > most ? most / peak : 1
        try AudioWriter.write(
            AudioBuffer(sampleRate: sampleRate, mono: gain < 1 ? samples.map { $0 * gain } : samples),
            to: URL(fileURLWithPath: path), format: try format(of: path))
        return -20 * log10(Double(gain))
    }
}
