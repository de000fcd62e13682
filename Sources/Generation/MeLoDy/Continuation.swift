import Foundation
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
    /// Bars of the end whose tempo is kept and whose chords are repeated.
    private static let repeatedBars = 8

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
        recipe.leadSheet = Self.carriedOn(sheet, from: audio.duration, by: seconds).shifted(by: -offset)
        order = TakeOrder(
            vocal: end.padded(before: 0, after: seconds), recipe: recipe,
            given: Given(stems: [MeLoDyGenerator.stem: end], keep: [(-Double.infinity..<end.duration, 1)]))
    }

    /// The sheet with steady beats after its end, and the chords of its last bars over and over.
    static func carriedOn(_ sheet: LeadSheet, from end: Double, by seconds: Double) -> LeadSheet {
        guard sheet.beats.count > 1 else { return sheet }
        let meter = max(sheet.meter, 1)
        // over several bars: a beat's own error would add up
        let span = min(meter * Self.repeatedBars, sheet.beats.count - 1)
        let last = sheet.beats.count - 1
        let beat = (sheet.beats[last] - sheet.beats[last - span]) / Double(span)
        let length = beat * Double(meter * Self.repeatedBars)
        var wide = sheet
        while wide.beats[wide.beats.count - 1] < end + seconds + beat {
            wide.beats.append(wide.beats[wide.beats.count - 1] + beat)
        }
        let downbeat = sheet.downbeats.last ?? 0
        wide.downbeats =
            (sheet.downbeats.isEmpty ? [0] : sheet.downbeats)
            + stride(from: downbeat + meter, to: wide.beats.count, by: meter)
        // from the last line before the end on, so that a bar that is cut off is played out
        let lines = wide.downbeats.map { wide.beats[$0] }
        guard let line = lines.last(where: { $0 <= end }) else { return wide }
        let source = sheet.chords.filter { $0.end > line - length && $0.start < line }
        guard !source.isEmpty else { return wide }
        var spans = sheet.chords.filter { $0.start < end }
        if let last = spans.indices.last { spans[last].end = min(spans[last].end, end) }
        var start = line
        while start < end + seconds {
            for span in source {
                var copy = span
                copy.start = max(span.start, line - length) + (start - line) + length
                copy.end = min(span.end, line) + (start - line) + length
                copy.start = max(copy.start, end)
                if copy.end > copy.start { spans.append(copy) }
            }
            start += length
        }
        wide.chords = spans
        return wide
    }

    /// The recording and what comes after it, at its rate and with its channels, without a jump where they meet.
    /// - Parameter made: of the order.
    public func joined(_ audio: AudioBuffer, _ made: MadeTake) throws -> AudioBuffer {
        let band = made.stems[MeLoDyGenerator.stem] ?? AudioBuffer(sampleRate: audio.sampleRate, mono: [])
        let samples = try Resampler.resample(band, to: audio.sampleRate).mono()
        let first = Int((known * audio.sampleRate).rounded())
        let fade = min(Int(Self.fade * audio.sampleRate), audio.frameCount, first)
        let channels = audio.channels.map { channel in
            var whole = channel
            for index in 0..<fade where first - fade + index < samples.count {
                let weight = Float(index + 1) / Float(fade + 1)
                let place = channel.count - fade + index
                whole[place] += weight * (samples[first - fade + index] - whole[place])
            }
            return whole + samples.dropFirst(first)
        }
        return AudioBuffer(sampleRate: audio.sampleRate, channels: channels)
    }

    /// Seconds of the cross-fade.
    private static let fade = 0.02
}
