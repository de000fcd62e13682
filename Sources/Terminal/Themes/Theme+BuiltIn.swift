extension Theme {
    /// The default, as `themes/night.toml` has it: there even if no file is found.
    public static let night = Theme(
        name: "night", summary: "Dark and calm, the default",
        styles: [
            .text: look(0xd5dae6),
            .dim: look(0x8088a0),
            .accent: look(0x7cc7ff, bold: true),
            .title: look(0xf0f3fa, bold: true),
            .border: look(0x4a5270),
            .focusedBorder: look(0x7cc7ff),
            .selection: look(0xffffff, on: 0x2c4470),
            .cursor: look(0x11141c, on: 0x7cc7ff),
            .waveform: look(0x4f8fd0),
            .waveformRMS: look(0x9fd2ff),
            .playhead: look(0xffd75f, bold: true),
            .loop: look(0xd5dae6, on: 0x243a33),
            .section: look(0xc3a6ff),
            .clipped: look(0xff6b6b, bold: true),
            .beat: look(0x6b7490),
            .downbeat: look(0xc6cde0, bold: true),
            .chord: look(0x9be3b4),
            .lockedChord: look(0xffd75f, bold: true),
            .uncertain: look(0xa2a9be, underlined: true),
            .meterLow: look(0x5fc98f),
            .meterMiddle: look(0xe8c24f),
            .meterHigh: look(0xff6b6b),
            .meterPeak: look(0xf0f3fa, bold: true),
            .field: look(0xb9e0ff),
            .changed: look(0xffb86b, bold: true),
            .hint: look(0x8f98b3),
            .hintKey: look(0x7cc7ff, bold: true),
            .progress: look(0x7cc7ff),
            .star: look(0xffd75f),
            .info: look(0x7cc7ff),
            .warning: look(0xffb86b),
            .error: look(0xff7b7b, bold: true),
            .recording: look(0xffffff, on: 0xb3202c, bold: true),
        ],
        ramp: [
            0x11141c, 0x1d2550, 0x3b2f83, 0x6d3a9c, 0xa84a98, 0xd9647f, 0xf38d62, 0xfbc063,
            0xfdf3b0,
        ].map(Colour.init(rgb:)))

    /// Attributes without colours, as `themes/mono.toml` has them.
    public static let mono = Theme(
        name: "mono", summary: "No colours at all: bold, dim, reverse and underline",
        styles: [
            .text: .plain,
            .dim: CellStyle(dim: true),
            .accent: CellStyle(bold: true),
            .title: CellStyle(bold: true),
            .border: CellStyle(dim: true),
            .focusedBorder: CellStyle(bold: true),
            .selection: CellStyle(reversed: true),
            .cursor: CellStyle(bold: true, reversed: true),
            .waveform: .plain,
            .waveformRMS: CellStyle(bold: true),
            .playhead: CellStyle(reversed: true),
            .loop: CellStyle(underlined: true),
            .section: CellStyle(underlined: true),
            .clipped: CellStyle(bold: true, reversed: true),
            .beat: CellStyle(dim: true),
            .downbeat: CellStyle(bold: true),
            .chord: .plain,
            .lockedChord: CellStyle(bold: true, underlined: true),
            .uncertain: CellStyle(dim: true, underlined: true),
            .meterLow: .plain,
            .meterMiddle: .plain,
            .meterHigh: CellStyle(bold: true),
            .meterPeak: CellStyle(bold: true),
            .field: .plain,
            .changed: CellStyle(bold: true),
            .hint: CellStyle(dim: true),
            .hintKey: CellStyle(bold: true),
            .progress: .plain,
            .star: CellStyle(bold: true),
            .info: .plain,
            .warning: CellStyle(bold: true),
            .error: CellStyle(bold: true, reversed: true),
            .recording: CellStyle(bold: true, reversed: true),
        ],
        ramp: greys)

    /// From black to white.
    static let greys = [0x000000, 0xffffff].map(Colour.init(rgb:))

    /// This theme on a screen of few colours: without any, attributes stand in for them.
    public func shown(at depth: ColourDepth) -> Theme {
        depth == .mono ? Theme(name: name, summary: summary, styles: Theme.mono.styles, ramp: Theme.greys) : self
    }

    private static func look(
        _ foreground: UInt32, on background: UInt32 = 0x11141c, bold: Bool = false, underlined: Bool = false
    ) -> CellStyle {
        CellStyle(
            foreground: Colour(rgb: foreground), background: Colour(rgb: background), bold: bold, underlined: underlined
        )
    }
}
