import Foundation
import Recipes
import Signal

extension Song {
    /// A song with one lane in which one take sounds, in memory: what `generate` exports.
    /// - Parameters:
    ///   - vocal: as long as the take.
    ///   - source: what the vocal was read from, for people.
    ///   - made: its sounds begin with the vocal.
    /// - Throws: `LoudnessError`.
    public init(vocal: AudioBuffer, source: String, made: MadeTake, recipe: Recipe) throws {
        try self.init(vocal: vocal, source: source, recipe: recipe)
        var made = made
        made.start = 0
        try sound(made, of: recipe, in: lane.id)
    }

    /// A song in memory with a vocal and no take yet.
    /// - Parameter source: what the vocal was read from, for people.
    /// - Throws: `LoudnessError`.
    public init(vocal: AudioBuffer, source: String, recipe: Recipe) throws {
        self.init(
            title: URL(fileURLWithPath: source).deletingPathExtension().lastPathComponent,
            vocal: Vocal(
                file: "vocal.wav", sampleRate: vocal.sampleRate, frameCount: vocal.frameCount,
                loudness: try Loudness(of: vocal.narrow()).integrated, source: source),
            recipe: recipe)
    }

    /// Has a take sound in a lane, in memory.
    /// - Returns: its identifier.
    /// - Throws: `LoudnessError`.
    @discardableResult
    public mutating func sound(
        _ made: MadeTake, of recipe: Recipe, heard: [String]? = nil, in lane: Int
    ) throws -> Int {
        let id = claimTake()
        var take = Take(
            id: id, name: "Take \(id)", recipe: recipe, modelHash: made.modelHash, heard: heard,
            leadSheet: made.leadSheet,
            start: made.start, duration: 0, sampleRate: 0, stems: [], computeSeconds: made.computeSeconds)
        try take.describe(made.stems) { SongLayout.takeFile(id: id, stem: $0) }
        add(take, toLane: lane)
        self[lane: lane]?.active = id
        return id
    }
}

extension AudioBuffer {
    /// As a mixer takes it: mono where there are more than two channels.
    package func narrow() -> AudioBuffer {
        channelCount <= 2 ? self : AudioBuffer(sampleRate: sampleRate, mono: mono())
    }
}
