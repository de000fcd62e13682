/// Colours and attributes by what they are for.
public struct Theme: Sendable, Equatable {
    /// What a theme file gives a look to; its keys are the raw values.
    public enum Role: String, Sendable, CaseIterable {
        case text, dim, accent, title, border, focusedBorder = "focused-border", selection, cursor
        case waveform, waveformRMS = "waveform-rms", playhead, loop, section, clipped
        case beat, downbeat, chord, lockedChord = "locked-chord", uncertain
        case meterLow = "meter-low", meterMiddle = "meter-middle", meterHigh = "meter-high", meterPeak = "meter-peak"
        case field, changed, hint, hintKey = "hint-key", progress, star
        case info, warning, error
        case recording
    }

    public var name: String
    /// One line for the picker.
    public var summary: String
    public var styles: [Role: CellStyle]
    /// From silence to loudest, at least two; a Mel is drawn with it.
    public var ramp: [Colour]

    public init(name: String, summary: String, styles: [Role: CellStyle], ramp: [Colour]) {
        precondition(ramp.count >= 2, "a ramp needs two colours")
        self.name = name
        self.summary = summary
        self.styles = styles
        self.ramp = ramp
    }

    /// Roles that a theme leaves out look like text.
    public subscript(role: Role) -> CellStyle { styles[role] ?? styles[.text] ?? .plain }

    /// The ramp's colour at 0...1, between its stops in a straight line.
    public func colour(at share: Double) -> Colour {
        let place = min(max(share.isFinite ? share : 0, 0), 1) * Double(ramp.count - 1)
        let low = min(Int(place), ramp.count - 2)
        let part = place - Double(low)
        func mixed(_ a: UInt8, _ b: UInt8) -> UInt8 { UInt8((Double(a) * (1 - part) + Double(b) * part).rounded()) }
        let (a, b) = (ramp[low], ramp[low + 1])
        return Colour(red: mixed(a.red, b.red), green: mixed(a.green, b.green), blue: mixed(a.blue, b.blue))
    }
}
