import CFluidSynth
import Foundation
import Signal

/// A melodic program of a sound font.
public struct FontProgram: Hashable, Sendable, Codable {
    public var number: Int
    /// As the font calls it.
    public var name: String
}

/// Plays single notes of one sound font through FluidSynth into memory: mono, dry, at `Renderer.sampleRate`.
///
/// Not thread-safe: one instance a worker. The notes of a program do not depend on what was played before them.
public final class NoteRenderer {
    private let settings: OpaquePointer
    private let keeper: OpaquePointer
    private let font: OpaquePointer
    /// Loud chords of layered samples stay under full scale.
    private static let gain = 0.5
    /// Voices of one note, layers included.
    private static let polyphony: Int32 = 64

    /// - Throws: `BandError.synthesizer`.
    public init(_ soundFont: SoundFont) throws {
        (settings, keeper, font) = try Renderer.starting { try Self.start(with: soundFont.file) }
    }

    private static func start(
        with file: URL
    ) throws -> (settings: OpaquePointer, keeper: OpaquePointer, font: OpaquePointer) {
        guard let settings = new_fluid_settings() else {
            throw BandError.synthesizer("its settings could not be made")
        }
        fluid_settings_setnum(settings, "synth.sample-rate", Renderer.sampleRate)
        fluid_settings_setnum(settings, "synth.gain", gain)
        fluid_settings_setint(settings, "synth.polyphony", polyphony)
        fluid_settings_setint(settings, "synth.chorus.active", 0)
        fluid_settings_setint(settings, "synth.reverb.active", 0)
        fluid_settings_setint(settings, "synth.cpu-cores", 1)
        fluid_settings_setint(settings, "synth.lock-memory", 0)
        fluid_settings_setint(settings, "synth.dynamic-sample-loading", 1)
        guard let keeper = new_fluid_synth(settings) else {
            delete_fluid_settings(settings)
            throw BandError.synthesizer("it could not be started")
        }
        let number = fluid_synth_sfload(keeper, file.path, 0)
        guard number != FLUID_FAILED, let font = fluid_synth_get_sfont_by_id(keeper, number) else {
            delete_fluid_synth(keeper)
            delete_fluid_settings(settings)
            throw BandError.synthesizer("it cannot load \(file.path)")
        }
        return (settings, keeper, font)
    }

    deinit {
        delete_fluid_synth(keeper)
        delete_fluid_settings(settings)
    }

    /// The programs of bank 0, which General MIDI gives to melody, in order of their numbers.
    public func programs() -> [FontProgram] {
        var found: [FontProgram] = []
        fluid_sfont_iteration_start(font)
        while let preset = fluid_sfont_iteration_next(font) {
            guard fluid_preset_get_banknum(preset) == 0, let name = fluid_preset_get_name(preset) else { continue }
            found.append(
                FontProgram(
                    number: Int(fluid_preset_get_num(preset)),
                    name: String(cString: name).trimmingCharacters(in: .whitespaces)))
        }
        return found.sorted { ($0.number, $0.name) < ($1.number, $1.name) }
    }

    /// All notes of a program, one after another, as `NoteGrid` orders them.
    /// - Parameter stop: asked before every pitch; true ends the work.
    /// - Returns: nil when it was stopped.
    /// - Throws: `BandError.synthesizer`.
    public func notes(of program: FontProgram, grid: NoteGrid, stop: () -> Bool = { false }) throws -> [Float]? {
        try SoundFontLoan(settings: settings, keeper: keeper, font: font).withSynthesizer {
            try notes(of: program, grid: grid, with: $0, stop: stop)
        }
    }

    private func notes(
        of program: FontProgram, grid: NoteGrid, with synthesizer: OpaquePointer, stop: () -> Bool
    ) throws -> [Float]? {
        guard fluid_synth_program_change(synthesizer, 0, Int32(program.number)) == FLUID_OK else {
            throw BandError.synthesizer("the sound font has no program \(program.number)")
        }
        var sound: [Float] = []
        sound.reserveCapacity(grid.noteCount * grid.samples)
        for pitch in grid.pitches {
            if stop() { return nil }
            for velocity in grid.velocities {
                sound += try note(pitch: pitch, velocity: velocity, grid: grid, with: synthesizer)
            }
        }
        return sound
    }

    private func note(pitch: Int, velocity: Int, grid: NoteGrid, with synthesizer: OpaquePointer) throws -> [Float] {
        let held = Int((grid.held * Renderer.sampleRate).rounded())
        var left = [Float](repeating: 0, count: grid.samples)
        var right = left
        func play(_ range: Range<Int>) throws {
            let status = left.withUnsafeMutableBufferPointer { left in
                right.withUnsafeMutableBufferPointer { right in
                    var outputs: [UnsafeMutablePointer<Float>?] = [left, right].map {
                        $0.baseAddress.map { $0 + range.lowerBound }
                    }
                    return fluid_synth_process(synthesizer, Int32(range.count), 0, nil, 2, &outputs)
                }
            }
            guard status == FLUID_OK else { throw BandError.synthesizer("rendering stopped in a note") }
        }
        // Fails where the program has no sample for the pitch: the note is silent then.
        _ = fluid_synth_noteon(synthesizer, 0, Int32(pitch), Int32(velocity))
        try play(0..<held)
        _ = fluid_synth_noteoff(synthesizer, 0, Int32(pitch))
        try play(held..<grid.samples)
        fluid_synth_all_sounds_off(synthesizer, 0)
        var mono = zip(left, right).map { ($0 + $1) / 2 }
        let fade = min(Int(0.02 * Renderer.sampleRate), mono.count)
        for index in 0..<fade { mono[mono.count - 1 - index] *= Float(index) / Float(fade) }
        return mono
    }
}
