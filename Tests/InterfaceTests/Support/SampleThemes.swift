import Terminal

/// A dark and a light theme to draw tests with; those that ship are data files.
enum SampleThemes {
    private static func colour(_ hex: UInt32) -> Colour {
        Colour(red: UInt8(hex >> 16 & 0xFF), green: UInt8(hex >> 8 & 0xFF), blue: UInt8(hex & 0xFF))
    }

    private static func theme(
        _ name: String, ground: UInt32, foregrounds: [Theme.Role: UInt32], grounds: [Theme.Role: UInt32],
        ramp: [UInt32]
    ) -> Theme {
        var styles: [Theme.Role: CellStyle] = [:]
        for (role, hex) in foregrounds {
            styles[role] = CellStyle(
                foreground: colour(hex),
                background: grounds[role].map(colour) ?? (role == .text ? colour(ground) : nil),
                bold: [.title, .focusedBorder, .hintKey, .playhead, .downbeat, .lockedChord].contains(role))
        }
        return Theme(name: name, summary: "for tests", styles: styles, ramp: ramp.map(colour))
    }

    static let dark = theme(
        "dark", ground: 0x12_1419,
        foregrounds: [
            .text: 0xC8_CCD4, .dim: 0x6B_7280, .accent: 0x7A_D7F0, .title: 0xF0_F2F5, .border: 0x3A_3F4B,
            .focusedBorder: 0x7A_D7F0, .selection: 0xF0_F2F5, .cursor: 0xFF_FFFF, .waveform: 0x3F_8F7F,
            .waveformRMS: 0x7F_E0C3, .playhead: 0xFF_FFFF, .loop: 0xFF_C66D, .section: 0xC3_A6FF, .clipped: 0xFF_5F5F,
            .beat: 0x5A_606E, .downbeat: 0x9A_A2B1, .chord: 0xE8_EAED, .lockedChord: 0xFF_C66D, .uncertain: 0x8A_7F66,
            .meterLow: 0x5F_C08A, .meterMiddle: 0xE5_C453, .meterHigh: 0xF0_7178, .meterPeak: 0xFF_FFFF,
            .field: 0xD7_E3F4, .changed: 0xFF_C66D, .hint: 0x8A_909C, .hintKey: 0x7A_D7F0, .progress: 0x7A_D7F0,
            .star: 0xFF_D75F, .info: 0x9A_A2B1, .warning: 0xFF_C66D, .error: 0xFF_6F6F, .recording: 0xFF_5F5F,
        ], grounds: [.selection: 0x2B_3445, .cursor: 0x3C_5878, .loop: 0x2A_2618],
        ramp: [0x12_1419, 0x1E_1B45, 0x4B_1D78, 0x93_2A7E, 0xD8_4A68, 0xF8_8D5B, 0xFD_E0A1])

    static let light = theme(
        "light", ground: 0xFB_FAF6,
        foregrounds: [
            .text: 0x2B_2E34, .dim: 0x8B_8F98, .accent: 0x00_6C9E, .title: 0x10_1215, .border: 0xCF_CCC2,
            .focusedBorder: 0x00_6C9E, .selection: 0x10_1215, .cursor: 0x00_0000, .waveform: 0x6F_A8A0,
            .waveformRMS: 0x1F_6F66, .playhead: 0xC0_2020, .loop: 0x8A_5A00, .section: 0x6A_3FB5, .clipped: 0xD0_0000,
            .beat: 0xB5_B2A8, .downbeat: 0x6B_6F78, .chord: 0x1B_1E24, .lockedChord: 0x9A_5A00, .uncertain: 0x9A_948A,
            .meterLow: 0x2E_8B57, .meterMiddle: 0xB8_8600, .meterHigh: 0xC0_392B, .meterPeak: 0x00_0000,
            .field: 0x1C_3F5F, .changed: 0xB0_5A00, .hint: 0x6B_6F78, .hintKey: 0x00_6C9E, .progress: 0x00_6C9E,
            .star: 0xC0_8A00, .info: 0x5B_5F68, .warning: 0xB0_5A00, .error: 0xC0_2020, .recording: 0xC0_2020,
        ], grounds: [.selection: 0xDC_E8F2, .cursor: 0xB5_D5EE, .loop: 0xF3_EAD2],
        ramp: [0xFB_FAF6, 0xE6_DCEB, 0xC3_9CC9, 0x96_4F9B, 0x5B_2A72, 0x22_1138])
}
