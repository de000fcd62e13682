import CFluidSynth

/// Lends a loaded sound font to a new synthesizer: what an old one was rendering, a reset does not forget.
struct SoundFontLoan {
    let settings: OpaquePointer
    /// The synthesizer that keeps the font between loans.
    let keeper: OpaquePointer
    let font: OpaquePointer

    /// - Throws: `BandError.synthesizer`; what the body throws.
    func withSynthesizer<Result>(_ body: (OpaquePointer) throws -> Result) throws -> Result {
        guard let synthesizer = new_fluid_synth(settings) else {
            throw BandError.synthesizer("it could not be started")
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
}
