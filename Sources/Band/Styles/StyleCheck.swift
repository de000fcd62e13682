import Music

/// Finds slips in style sheets: what the compiler cannot see in a pattern.
package enum StyleCheck {
    /// Sentences; empty for a faultless style.
    package static func faults(in style: Style) -> [String] {
        let sheet = StyleSheet.sheet(for: style)
        var faults: [String] = []
        func check(_ patterns: [StyleSheet.Metric<String>], letters: String, name: String) {
            if patterns.isEmpty { faults.append("\(name): no pattern") }
            for pattern in patterns {
                faults += Self.faults(in: pattern.four, meter: 4, letters: letters, name: name)
                faults += Self.faults(in: pattern.three, meter: 3, letters: letters, name: name)
            }
        }
        func check(programs: [Int], volume: Int, name: String) {
            if programs.isEmpty { faults.append("\(name): no program") }
            for program in programs where !(0...127).contains(program) { faults.append("\(name): program \(program)") }
            if !(1...127).contains(volume) { faults.append("\(name): volume \(volume)") }
        }
        func check(_ comping: StyleSheet.Comping) {
            let name = comping.part.rawValue
            let letters = "XxoZ>BF012345-."
            check(comping.calm, letters: letters, name: name)
            if !comping.full.isEmpty { check(comping.full, letters: letters, name: name) }
            check(programs: comping.programs, volume: comping.volume, name: name)
        }
        if let drums = sheet.drums {
            for patterns in [drums.calm, drums.full, drums.chorus] {
                if patterns.isEmpty { faults.append("drums: no pattern") }
                for pattern in patterns {
                    for (sound, line) in pattern.four {
                        faults += Self.faults(in: line, meter: 4, letters: "Xxo.", name: "\(sound)")
                    }
                    for (sound, line) in pattern.three {
                        faults += Self.faults(in: line, meter: 3, letters: "Xxo.", name: "\(sound)")
                    }
                }
            }
            for fill in drums.fills {
                let lengths = Set(fill.values.map(\.count))
                if lengths.count != 1 || lengths.contains(where: { $0 % 4 != 0 || !(4...16).contains($0) }) {
                    faults.append("fill: \(fill.values.sorted()) is not one to four beats long")
                }
                if fill.values.contains(where: { $0.contains { !"Xxo.".contains($0) } }) {
                    faults.append("fill: \(fill.values.sorted()) has an unknown letter")
                }
            }
            check(programs: drums.kits, volume: drums.volume, name: "drums")
        }
        check(sheet.bass.calm, letters: "R3578wa-.", name: "bass")
        if !sheet.bass.full.isEmpty { check(sheet.bass.full, letters: "R3578wa-.", name: "bass") }
        check(programs: sheet.bass.programs, volume: sheet.bass.volume, name: "bass")
        check(programs: sheet.keys.programs, volume: sheet.keys.volume, name: "recorded piano")
        if sheet.keys.recorded + sheet.keys.comped > 1 { faults.append("keys: chances over 1") }
        for comping in [sheet.keys.comping] + sheet.comping { check(comping) }
        let names = sheet.comping.map(\.part)
        if Set(names).count != names.count { faults.append("comping: two players of one part") }
        check(sheet.lead.rhythms, letters: "x-.", name: "lead")
        check(programs: sheet.lead.programs, volume: sheet.lead.volume, name: "lead")
        if !(0.5..<0.75).contains(sheet.feel.swing.lowerBound) || sheet.feel.swing.upperBound > 0.75 {
            faults.append("feel: swing \(sheet.feel.swing)")
        }
        return faults
    }

    /// What is wrong with one pattern.
    package static func faults(in pattern: String, meter: Int, letters: String, name: String) -> [String] {
        var faults: [String] = []
        for bar in pattern.split(separator: "|", omittingEmptySubsequences: false) where bar.count != meter * 4 {
            faults.append("\(name): \"\(pattern)\" has \(bar.count) of \(meter * 4) sixteenths")
        }
        if let strange = pattern.first(where: { $0 != "|" && !letters.contains($0) }) {
            faults.append("\(name): \"\(pattern)\" has a \"\(strange)\"")
        }
        return faults
    }
}
