import Listener
import Music
import Recipes
import Signal

/// A recording that goes on: its end is what stays, and after it the band plays from a lead sheet that is carried on.
public struct Continuation: Sendable {
    /// Of the end of the recording and of what is to come.
    public let order: TakeOrder
    /// Seconds of the recording before the order begins.
    public let offset: Double
    /// Seconds of the order that are there already.
    public let known: Double

    /// Seconds of the recording's end that are heard again: more than the models hear.
    private static let memory = 24.0

    /// - Parameters:
    ///   - audio: at least a moment long.
    ///   - sheet: what was heard in it, in its seconds.
    ///   - seconds: that are added.
    ///   - recipe: how they are made; its lead sheet is set.
    public init(of audio: AudioBuffer, _ sheet: LeadSheet, seconds: Double, recipe: Recipe) {
        offset = max(audio.duration - Self.memory, 0)
        let end = audio.slice(from: offset, to: audio.duration)
        known = end.duration
        var recipe = recipe
        recipe.leadSheet = sheet.shifted(by: -offset)
        recipe.reroll = known..<known + seconds
        recipe.extends = true
        order = TakeOrder(
            vocal: end, recipe: recipe,
            given: Given([MeLoDyGenerator.stem: end], keptBy: recipe))
    }

    /// The recording and what comes after it; see `ContinuedSound`.
    /// - Parameter made: of the order.
    public func joined(_ audio: AudioBuffer, _ made: MadeTake) throws -> AudioBuffer {
        let sound = try ContinuedSound(audio, known: known)
        let band = made.stems[MeLoDyGenerator.stem] ?? AudioBuffer(sampleRate: audio.sampleRate, mono: [])
        let rest = try sound.append(band.mono(), isLast: true)
        return AudioBuffer(
            sampleRate: audio.sampleRate,
            channels: zip(sound.beginning.channels, rest.channels).map { $0 + $1 })
    }
}
