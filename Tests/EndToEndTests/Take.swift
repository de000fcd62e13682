import AudioFiles
import Foundation
import Music
import Signal
import Testing

/// A take as it lies on disk.
struct Take {
    struct Record: Decodable {
        struct Recipe: Decodable {
            var system: String
            var steps: Int
            var seed: UInt64
            var style: String?
        }

        var recipe: Recipe
        var leadSheet: LeadSheet
        var modelHash: String
        var vocal: String
    }

    static let names = ["accompaniment.wav", "mix.wav", "recipe.json", "vocal.wav"]

    let folder: URL
    let record: Record
    let recipe: String
    let accompaniment: AudioBuffer
    let vocal: AudioBuffer
    let mix: AudioBuffer

    init(_ folder: URL) throws {
        self.folder = folder
        let data = try Data(contentsOf: folder.appendingPathComponent("recipe.json"))
        record = try JSONDecoder().decode(Record.self, from: data)
        recipe = String(decoding: data, as: UTF8.self)
        accompaniment = try AudioReader.read(folder.appendingPathComponent("accompaniment.wav"))
        vocal = try AudioReader.read(folder.appendingPathComponent("vocal.wav"))
        mix = try AudioReader.read(folder.appendingPathComponent("mix.wav"))
    }

    /// The bytes of its files, by name.
    static func bytes(_ folder: URL) throws -> [String: Data] {
        try Dictionary(
            uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: folder.appendingPathComponent($0))) })
    }

    /// What holds of every take: lengths and rates agree, nothing clips, and the mix is the vocal turned down by one
    /// factor, or not at all, plus the accompaniment.
    func checkSound(most: Float = 1.0001, sourceLocation: SourceLocation = #_sourceLocation) throws {
        for (name, buffer) in [("accompaniment", accompaniment), ("mix", mix)] {
            #expect(buffer.frameCount == vocal.frameCount, "\(name)", sourceLocation: sourceLocation)
            #expect(buffer.sampleRate == vocal.sampleRate, "\(name)", sourceLocation: sourceLocation)
            let peak = try #require(
                try Loudness(of: buffer).truePeakDecibels, "\(name) is silent", sourceLocation: sourceLocation)
            #expect(peak < -0.9, "\(name)", sourceLocation: sourceLocation)
        }
        #expect(mix.channelCount == accompaniment.channelCount, sourceLocation: sourceLocation)
        guard vocal.channelCount == mix.channelCount else { return }
        for (channel, voice) in vocal.channels.enumerated() {
            let rest = zip(mix.channels[channel], accompaniment.channels[channel]).map { $0 - $1 }
            let power = voice.reduce(0.0) { $0 + Double($1) * Double($1) }
            let gain = Float(zip(voice, rest).reduce(0.0) { $0 + Double($1.0) * Double($1.1) } / power)
            #expect(gain > 0.01 && gain < most, sourceLocation: sourceLocation)
            // two files of 24 bit, each dithered by up to one step and rounded by half of one
            let error = zip(voice, rest).reduce(Float(0)) { max($0, abs($1.0 * gain - $1.1)) }
            #expect(error < 4 * 0x1p-23, sourceLocation: sourceLocation)
        }
    }
}
