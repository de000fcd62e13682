/// Settings that several systems have, by the names that their parameters have in all of them; nil where a recipe says
/// nothing, and the system's own usual value holds.
extension Recipe {
    /// Steps of a sampler.
    public var steps: Int? {
        get { settings["steps"]?.integer }
        set { settings["steps"] = newValue.map(Setting.integer) }
    }

    /// Classifier-free guidance: 1 follows the conditions as they are, more exaggerates them.
    public var guidance: Double? {
        get { settings["guidance"]?.number }
        set { settings["guidance"] = newValue.map(Setting.number) }
    }

    /// How a sampler steps.
    public var solver: Solver? {
        get { settings["solver"]?.text.flatMap(Solver.init) }
        set { settings["solver"] = newValue.map { .text($0.rawValue) } }
    }

    /// Guidance of the lead sheet, where it differs from `guidance`.
    public var chordGuidance: Double? {
        get { settings["chordGuidance"]?.number }
        set { settings["chordGuidance"] = newValue.map(Setting.number) }
    }

    /// Guidance of the voice, where it differs.
    public var vocalGuidance: Double? {
        get { settings["vocalGuidance"]?.number }
        set { settings["vocalGuidance"] = newValue.map(Setting.number) }
    }

    /// Guidance of style and arrangement, where it differs.
    public var styleGuidance: Double? {
        get { settings["styleGuidance"]?.number }
        set { settings["styleGuidance"] = newValue.map(Setting.number) }
    }

    /// Where the second half of a beat begins, as a share of the beat: 0.5 is straight, 0.667 a triplet swing.
    public var swing: Double? {
        get { settings["swing"]?.number }
        set { settings["swing"] = newValue.map(Setting.number) }
    }
}
