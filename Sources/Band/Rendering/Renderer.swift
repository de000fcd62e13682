import CFluidSynth
import Foundation
import Music
import Signal
import Synchronization

/// Plays arrangements through FluidSynth into memory, faster than real time and without an audio device.
///
/// Not thread-safe: one instance a worker. The same arrangement gives the same samples whatever was rendered before.
public final class Renderer {
    /// Hertz.
    public static let sampleRate = 24_000.0
    /// Samples: FluidSynth begins notes on multiples of it only (2.7 ms).
    private static let block = 64
    /// Of MIDI.
    private static let channelCount: Int32 = 16

    private let settings: OpaquePointer
    /// Holds the sound font between renders, and the samples of all instruments that have played: its own copy of the
    /// font pins them in FluidSynth's cache, which all copies of a file in this process share.
    private let keeper: OpaquePointer
    /// The copy that is lent.
    private let font: OpaquePointer
    /// FluidSynth's number for the copy that stays.
    private let pinned: Int32

    /// FluidSynth's set-up is global: one renderer at a time is made.
    private static let making = Mutex(())

    /// Runs what starts a synthesizer, one at a time, and keeps FluidSynth's warnings off the terminal.
    static func starting<Value>(_ body: () throws -> sending Value) throws -> sending Value {
        try making.withLock { _ in
            // FluidSynth would write warnings about single samples of the font to the terminal.
            for level in [FLUID_PANIC, FLUID_ERR, FLUID_WARN, FLUID_INFO, FLUID_DBG] {
                fluid_set_log_function(Int32(level.rawValue), nil, nil)
            }
            return try body()
        }
    }

    /// - Parameter soundFont: the first that is found and not held out, unless given.
    /// - Throws: `BandError.soundFontMissing`, `BandError.synthesizer`.
    public init(soundFont: SoundFont? = nil) throws {
        let file: URL
        if let soundFont {
            file = soundFont.file
        } else {
            let fonts = try SoundFont.find()
            file = (fonts.first { !$0.isHeldOut } ?? fonts[0]).file
        }
        (settings, keeper, font, pinned) = try Self.starting { try Self.start(with: file) }
    }

    private static func start(
        with file: URL
    ) throws -> (settings: OpaquePointer, keeper: OpaquePointer, font: OpaquePointer, pinned: Int32) {
        guard let settings = new_fluid_settings() else {
            throw BandError.synthesizer("its settings could not be made")
        }
        fluid_settings_setnum(settings, "synth.sample-rate", Self.sampleRate)
        fluid_settings_setnum(settings, "synth.gain", 0.4)
        fluid_settings_setint(settings, "synth.polyphony", 256)
        fluid_settings_setint(settings, "synth.chorus.active", 0)
        fluid_settings_setint(settings, "synth.reverb.active", 0)
        fluid_settings_setint(settings, "synth.cpu-cores", 1)
        fluid_settings_setint(settings, "synth.lock-memory", 0)
        // A stereo pair for every channel: one pass gives all parts apart.
        fluid_settings_setint(settings, "synth.audio-channels", channelCount)
        fluid_settings_setint(settings, "synth.audio-groups", channelCount)
        // Only the samples of instruments that play are read: a large font costs as little as a small one.
        fluid_settings_setint(settings, "synth.dynamic-sample-loading", 1)
        guard let keeper = new_fluid_synth(settings) else {
            delete_fluid_settings(settings)
            throw BandError.synthesizer("it could not be started")
        }
        let pinned = fluid_synth_sfload(keeper, file.path, 0)
        let lent = fluid_synth_sfload(keeper, file.path, 0)
        guard pinned != FLUID_FAILED, lent != FLUID_FAILED, let font = fluid_synth_get_sfont_by_id(keeper, lent) else {
            delete_fluid_synth(keeper)
            delete_fluid_settings(settings)
            throw BandError.synthesizer("it cannot load \(file.path)")
        }
        return (settings, keeper, font, pinned)
    }

    deinit {
        delete_fluid_synth(keeper)
        delete_fluid_settings(settings)
    }

    private func withSynthesizer<Result>(_ body: (OpaquePointer) throws -> Result) throws -> Result {
        try SoundFontLoan(settings: settings, keeper: keeper, font: font).withSynthesizer(body)
    }

    /// All parts together, mono and dry.
    /// - Parameter seconds: the length of the result; what sounds on is cut with a short fade.
    /// - Throws: `BandError.synthesizer`.
    public func render(_ arrangement: Arrangement, seconds: Double) throws -> AudioBuffer {
        var sum = [Float](repeating: 0, count: Int((seconds * Self.sampleRate).rounded()))
        for part in try parts(of: arrangement, seconds: seconds) {
            for index in sum.indices { sum[index] += part[index] }
        }
        return AudioBuffer(sampleRate: Self.sampleRate, mono: sum)
    }

    /// Every part alone, mono and dry, in the order of the arrangement, from one pass.
    /// - Throws: `BandError.synthesizer`.
    public func parts(of arrangement: Arrangement, seconds: Double) throws -> [[Float]] {
        guard arrangement.parts.count <= Int(Self.channelCount) else {
            throw BandError.synthesizer("it plays \(Self.channelCount) parts at most")
        }
        return try withSynthesizer { try render(arrangement.parts, seconds: seconds, with: $0) }
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
        for (channel, part) in zip(Int32(0)..., parts) {
            for note in part.notes {
                let on = block(note.start)
                let off = max(block(note.end), on + 1)
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

    /// Each part on the channel of its place: its number in the file would let parts share a channel.
    private func render(
        _ parts: [Part], seconds: Double, with synthesizer: OpaquePointer
    ) throws -> [[Float]] {
        for (channel, part) in zip(Int32(0)..., parts) {
            let isDrums = part.channel == 9
            fluid_synth_set_channel_type(
                synthesizer, channel, Int32((isDrums ? CHANNEL_TYPE_DRUM : CHANNEL_TYPE_MELODIC).rawValue))
            guard fluid_synth_program_change(synthesizer, channel, Int32(part.program)) == FLUID_OK else {
                throw BandError.synthesizer("the sound font has no program \(part.program)")
            }
            // Fails for a kit that the font has not; what stands in for it is read anew every time.
            _ = fluid_synth_pin_preset(keeper, pinned, isDrums ? 128 : 0, Int32(part.program))
            fluid_synth_cc(synthesizer, channel, 7, Int32(part.volume))
        }
        let frames = Int((seconds * Self.sampleRate).rounded())
        let blocks = (frames + Self.block - 1) / Self.block
        let length = blocks * Self.block
        let lanes = Int(Self.channelCount) * 2
        // Left and right of every channel, one after another; channels without a part share the last pair.
        let sound = UnsafeMutablePointer<Float>.allocate(capacity: length * (parts.count * 2 + 2))
        defer { sound.deallocate() }
        sound.initialize(repeating: 0, count: length * (parts.count * 2 + 2))
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
            var outputs: [UnsafeMutablePointer<Float>?] = (0..<lanes).map { lane in
                sound + min(lane, parts.count * 2 + lane % 2) * length + done * Self.block
            }
            guard
                fluid_synth_process(synthesizer, Int32((until - done) * Self.block), 0, nil, Int32(lanes), &outputs)
                    == FLUID_OK
            else { throw BandError.synthesizer("rendering stopped at block \(done)") }
            done = until
        }
        let fade = min(Int(0.02 * Self.sampleRate), frames)
        return parts.indices.map { part in
            let left = sound + part * 2 * length
            let right = left + length
            var mono = [Float](repeating: 0, count: frames)
            for index in mono.indices { mono[index] = (left[index] + right[index]) / 2 }
            for index in 0..<fade { mono[frames - 1 - index] *= Float(index) / Float(fade) }
            return mono
        }
    }
}
