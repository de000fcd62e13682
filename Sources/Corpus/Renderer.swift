import CFluidSynth
import Foundation
import Music
import Signal

/// Plays arrangements through FluidSynth into memory, faster than real time and without an audio device.
///
/// Not thread-safe: one instance a worker. The same arrangement gives the same samples whatever was rendered before.
public final class Renderer {
    /// Hertz.
    public static let sampleRate = 24_000.0
    /// Samples: FluidSynth begins notes on multiples of it only (2.7 ms).
    private static let block = 64

    private let settings: OpaquePointer
    /// Holds the sound font between renders.
    private let keeper: OpaquePointer
    private let font: OpaquePointer

    /// - Throws: `CorpusError.soundFontMissing`, `CorpusError.synthesizer`.
    public init(soundFont: URL? = nil) throws {
        let file = try soundFont ?? SoundFont.find()
        // FluidSynth would write warnings about single samples of the font to the terminal.
        for level in [FLUID_PANIC, FLUID_ERR, FLUID_WARN, FLUID_INFO, FLUID_DBG] {
            fluid_set_log_function(Int32(level.rawValue), nil, nil)
        }
        guard let settings = new_fluid_settings() else {
            throw CorpusError.synthesizer("its settings could not be made")
        }
        fluid_settings_setnum(settings, "synth.sample-rate", Self.sampleRate)
        fluid_settings_setnum(settings, "synth.gain", 0.4)
        fluid_settings_setint(settings, "synth.polyphony", 256)
        fluid_settings_setint(settings, "synth.chorus.active", 0)
        fluid_settings_setint(settings, "synth.cpu-cores", 1)
        fluid_settings_setint(settings, "synth.lock-memory", 0)
        guard let keeper = new_fluid_synth(settings) else {
            delete_fluid_settings(settings)
            throw CorpusError.synthesizer("it could not be started")
        }
        let identifier = fluid_synth_sfload(keeper, file.path, 1)
        guard identifier != FLUID_FAILED, let font = fluid_synth_get_sfont_by_id(keeper, identifier) else {
            delete_fluid_synth(keeper)
            delete_fluid_settings(settings)
            throw CorpusError.synthesizer("it cannot load \(file.path)")
        }
        self.settings = settings
        self.keeper = keeper
        self.font = font
    }

    deinit {
        delete_fluid_synth(keeper)
        delete_fluid_settings(settings)
    }

    /// Lends the sound font to a new synthesizer: what an old one was rendering, a reset does not forget.
    private func withSynthesizer<Result>(_ body: (OpaquePointer) throws -> Result) throws -> Result {
        guard let synthesizer = new_fluid_synth(settings) else {
            throw CorpusError.synthesizer("it could not be started")
        }
        fluid_synth_remove_sfont(keeper, font)
        fluid_synth_add_sfont(synthesizer, font)
        defer {
            fluid_synth_remove_sfont(synthesizer, font)
            fluid_synth_add_sfont(keeper, font)
            delete_fluid_synth(synthesizer)
        }
        return try body(synthesizer)
    }

    /// All parts together, mono.
    /// - Parameters:
    ///   - seconds: the length of the result; what sounds on is cut with a short fade.
    ///   - reverb: 0...1, the room's level; 0 is dry.
    /// - Throws: `CorpusError.synthesizer`.
    public func render(_ arrangement: Arrangement, seconds: Double, reverb: Double = 0) throws -> AudioBuffer {
        try render(arrangement.parts, seconds: seconds, reverb: reverb)
    }

    /// Every part alone, in the order of the arrangement; their sum is `render` up to the reverb's rounding.
    public func stems(_ arrangement: Arrangement, seconds: Double, reverb: Double = 0) throws -> [AudioBuffer] {
        try arrangement.parts.map { try render([$0], seconds: seconds, reverb: reverb) }
    }

    private struct Event {
        var block: Int
        var isOn: Bool
        var channel: Int32
        var pitch: Int32
        var velocity: Int32
    }

    private func events(of parts: [Part]) -> [Event] {
        var events: [Event] = []
        func block(_ seconds: Double) -> Int { Int((seconds * Self.sampleRate / Double(Self.block)).rounded()) }
        for part in parts {
            for note in part.notes {
                let on = block(note.start)
                let off = max(block(note.end), on + 1)
                let channel = Int32(part.channel)
                let pitch = Int32(note.pitch)
                events.append(
                    Event(block: on, isOn: true, channel: channel, pitch: pitch, velocity: Int32(note.velocity)))
                events.append(Event(block: off, isOn: false, channel: channel, pitch: pitch, velocity: 0))
            }
        }
        // Off before on, so that a repeated note is struck again.
        return events.sorted {
            ($0.block, $0.isOn ? 1 : 0, $0.channel, $0.pitch, $0.velocity)
                < ($1.block, $1.isOn ? 1 : 0, $1.channel, $1.pitch, $1.velocity)
        }
    }

    private func render(_ parts: [Part], seconds: Double, reverb: Double) throws -> AudioBuffer {
        try withSynthesizer { try render(parts, seconds: seconds, reverb: reverb, with: $0) }
    }

    private func render(
        _ parts: [Part], seconds: Double, reverb: Double, with synthesizer: OpaquePointer
    ) throws -> AudioBuffer {
        fluid_synth_reverb_on(synthesizer, -1, reverb > 0 ? 1 : 0)
        fluid_synth_set_reverb_group_roomsize(synthesizer, -1, 0.5)
        fluid_synth_set_reverb_group_damp(synthesizer, -1, 0.3)
        fluid_synth_set_reverb_group_width(synthesizer, -1, 0.8)
        fluid_synth_set_reverb_group_level(synthesizer, -1, reverb)
        for part in parts {
            let channel = Int32(part.channel)
            if channel != 9 {
                guard fluid_synth_program_change(synthesizer, channel, Int32(part.program)) == FLUID_OK else {
                    throw CorpusError.synthesizer("the sound font has no program \(part.program)")
                }
            }
            fluid_synth_cc(synthesizer, channel, 7, Int32(part.volume))
            fluid_synth_cc(synthesizer, channel, 91, part.name == .bass ? 8 : 50)
        }
        let frames = Int((seconds * Self.sampleRate).rounded())
        let blocks = (frames + Self.block - 1) / Self.block
        var left = [Float](repeating: 0, count: blocks * Self.block)
        var right = left
        let events = events(of: parts)
        var next = 0
        var done = 0
        while done < blocks {
            while next < events.count, events[next].block <= done {
                let event = events[next]
                if event.isOn {
                    fluid_synth_noteon(synthesizer, event.channel, event.pitch, event.velocity)
                } else {
                    // Fails when the note has been ended already by one of the same pitch: nothing to do then.
                    _ = fluid_synth_noteoff(synthesizer, event.channel, event.pitch)
                }
                next += 1
            }
            let until = next < events.count ? min(events[next].block, blocks) : blocks
            let count = (until - done) * Self.block
            let offset = Int32(done * Self.block)
            let status = left.withUnsafeMutableBufferPointer { left in
                right.withUnsafeMutableBufferPointer { right in
                    fluid_synth_write_float(
                        synthesizer, Int32(count), left.baseAddress, offset, 1, right.baseAddress, offset, 1)
                }
            }
            guard status == FLUID_OK else { throw CorpusError.synthesizer("rendering stopped at block \(done)") }
            done = until
        }
        var mono = [Float](repeating: 0, count: frames)
        for index in mono.indices { mono[index] = (left[index] + right[index]) / 2 }
        let fade = min(Int(0.02 * Self.sampleRate), frames)
        for index in 0..<fade { mono[frames - 1 - index] *= Float(index) / Float(fade) }
        return AudioBuffer(sampleRate: Self.sampleRate, mono: mono)
    }
}
