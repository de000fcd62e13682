import Foundation
import Music

/// A chart as MusicXML 4.0 (w3.org/2021/06/musicxml40, partwise): the sung melody on sixteenths, rests where nobody sings, chord symbols
/// over it, sections as rehearsal marks.
public struct MusicXMLChart {
    public let text: String

    /// Divisions of a quarter: sixteenths.
    private static let divisions = 4
    /// Note lengths in sixteenths that one symbol writes, longest first: (length, type, dots).
    private static let symbols = [
        (16, "whole", 0), (12, "half", 1), (8, "half", 0), (6, "quarter", 1), (4, "quarter", 0), (3, "eighth", 1),
        (2, "eighth", 0), (1, "16th", 0),
    ]

    public init(_ chart: SongChart) {
        let sheet = chart.leadSheet
        let bars = chart.bars
        // sixteenths of a beat
        let unit = sheet.signature.isCompound ? 6 : 4
        let grid = SungGrid(chart, bars: bars, unit: unit)
        var xml = XMLLines()
        xml.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
        xml.add(
            "<!DOCTYPE score-partwise PUBLIC \"-//Recordare//DTD MusicXML 4.0 Partwise//EN\" "
                + "\"http://www.musicxml.org/dtds/partwise.dtd\">")
        xml.block("score-partwise", "version=\"4.0\"") { xml in
            xml.block("work") { $0.leaf("work-title", chart.title) }
            xml.block("part-list") { xml in
                xml.block("score-part", "id=\"P1\"") { $0.leaf("part-name", "Voice") }
            }
            xml.block("part", "id=\"P1\"") { xml in
                var length: Int?
                for (index, bar) in bars.enumerated() {
                    let isUpbeat = index == 0 && bar.beats.count < sheet.meter
                    let number = "number=\"\(isUpbeat ? 0 : index + 1)\"" + (isUpbeat ? " implicit=\"yes\"" : "")
                    xml.block("measure", number) { xml in
                        let shown = isUpbeat ? sheet.meter : bar.beats.count
                        if length != shown { Self.attributes(&xml, chart, beats: shown, isFirst: index == 0) }
                        length = shown
                        if index == 0 { Self.tempo(&xml, sheet) }
                        if let section = bar.section {
                            xml.block("direction", "placement=\"above\"") { xml in
                                xml.block("direction-type") { $0.leaf("rehearsal", section) }
                            }
                        }
                        Self.measure(&xml, bar, grid.cells[index], unit: unit, chart)
                    }
                }
            }
        }
        text = xml.text
    }

    private static func attributes(_ xml: inout XMLLines, _ chart: SongChart, beats: Int, isFirst: Bool) {
        let sheet = chart.leadSheet
        xml.block("attributes") { xml in
            if isFirst {
                xml.leaf("divisions", "\(divisions)")
                xml.block("key") { xml in
                    xml.leaf("fifths", "\(ChordName.fifths(of: sheet.key))")
                    xml.leaf("mode", sheet.key.mode.rawValue)
                }
            }
            xml.block("time") { xml in
                xml.leaf("beats", "\(sheet.signature.isCompound ? beats * 3 : beats)")
                xml.leaf("beat-type", sheet.signature.isCompound ? "8" : "4")
            }
            if isFirst {
                xml.block("clef") { xml in
                    xml.leaf("sign", "G")
                    xml.leaf("line", "2")
                }
            }
        }
    }

    private static func tempo(_ xml: inout XMLLines, _ sheet: LeadSheet) {
        xml.block("direction", "placement=\"above\"") { xml in
            xml.block("direction-type") { xml in
                xml.block("metronome") { xml in
                    xml.leaf("beat-unit", "quarter")
                    if sheet.signature.isCompound { xml.add("<beat-unit-dot/>") }
                    xml.leaf("per-minute", "\(Int(sheet.tempo.rounded()))")
                }
            }
            // in quarters a minute
            xml.add(
                "<sound tempo=\"\(String(format: "%.2f", sheet.tempo * (sheet.signature.isCompound ? 1.5 : 1)))\"/>")
        }
    }

    /// Chord symbols stand before the note that sounds with them, or in it by an offset.
    private static func measure(
        _ xml: inout XMLLines, _ bar: ChartBar, _ cells: [SungGrid.Cell], unit: Int, _ chart: SongChart
    ) {
        var waiting = bar.chords.filter(\.isNew).map { (at: $0.beat * unit, chord: $0.chord) }
        for cell in cells {
            var (place, left) = (cell.start, cell.length)
            var isFirst = true
            while left > 0 {
                guard let symbol = symbols.first(where: { $0.0 <= left }) else { break }
                while let next = waiting.first, next.at < place + symbol.0 {
                    harmony(&xml, next.chord, offset: next.at - place, in: chart.leadSheet.key)
                    waiting.removeFirst()
                }
                let isLast = symbol.0 == left
                note(
                    &xml, cell, symbol, isTiedBack: cell.isTiedBack || !isFirst, isTiedOn: cell.isTiedOn || !isLast,
                    syllable: isFirst && !cell.isTiedBack ? cell.syllable : nil, in: chart.leadSheet.key)
                place += symbol.0
                left -= symbol.0
                isFirst = false
            }
        }
    }

    private static func note(
        _ xml: inout XMLLines, _ cell: SungGrid.Cell, _ symbol: (Int, String, Int), isTiedBack: Bool, isTiedOn: Bool,
        syllable: String?, in key: Key
    ) {
        xml.block("note") { xml in
            if let pitch = cell.pitch {
                let name = ChordName.name(PitchClass(pitch), in: key)
                xml.block("pitch") { xml in
                    xml.leaf("step", String(name.prefix(1)))
                    if name.count > 1 { xml.leaf("alter", name.hasSuffix("#") ? "1" : "-1") }
                    xml.leaf("octave", "\(Int((Double(pitch) / 12).rounded(.down)) - 1)")
                }
            } else {
                xml.add("<rest/>")
            }
            xml.leaf("duration", "\(symbol.0)")
            let ties = cell.pitch == nil ? [] : (isTiedBack ? ["stop"] : []) + (isTiedOn ? ["start"] : [])
            for tie in ties { xml.add("<tie type=\"\(tie)\"/>") }
            xml.leaf("voice", "1")
            xml.leaf("type", symbol.1)
            for _ in 0..<symbol.2 { xml.add("<dot/>") }
            if !ties.isEmpty {
                xml.block("notations") { xml in for tie in ties { xml.add("<tied type=\"\(tie)\"/>") } }
            }
            if let syllable {
                xml.block("lyric") { xml in
                    xml.leaf("syllabic", "single")
                    xml.leaf("text", syllable)
                }
            }
        }
    }

    private static func harmony(_ xml: inout XMLLines, _ chord: Chord?, offset: Int, in key: Key) {
        func tone(_ xml: inout XMLLines, _ tone: PitchClass, _ kind: String) {
            let name = ChordName.name(tone, in: key)
            xml.block(kind) { xml in
                xml.leaf("\(kind)-step", String(name.prefix(1)))
                if name.count > 1 { xml.leaf("\(kind)-alter", name.hasSuffix("#") ? "1" : "-1") }
            }
        }
        xml.block("harmony") { xml in
            if let chord {
                tone(&xml, chord.root, "root")
                let (kind, degrees) = chord.quality.musicXML
                xml.add(
                    "<kind text=\"\(XMLLines.escaped(chord.quality.spellings.first ?? ""))\">\(kind)</kind>")
                if chord.bass != chord.root { tone(&xml, chord.bass, "bass") }
                for degree in degrees {
                    xml.block("degree") { xml in
                        xml.leaf("degree-value", "\(degree.value)")
                        xml.leaf("degree-alter", "\(degree.alter)")
                        xml.leaf("degree-type", degree.type)
                    }
                }
            } else {
                xml.block("root") { $0.leaf("root-step", "C") }
                xml.add("<kind text=\"N.C.\">none</kind>")
            }
            if offset != 0 { xml.leaf("offset", "\(offset)") }
        }
    }
}

extension ChordQuality {
    /// Kind of MusicXML, and what is added to it or altered.
    fileprivate var musicXML: (kind: String, degrees: [(value: Int, alter: Int, type: String)]) {
        switch self {
        case .major: ("major", [])
        case .minor: ("minor", [])
        case .dominant7: ("dominant", [])
        case .major7: ("major-seventh", [])
        case .minor7: ("minor-seventh", [])
        case .minorMajor7: ("major-minor", [])
        case .diminished: ("diminished", [])
        case .halfDiminished7: ("half-diminished", [])
        case .diminished7: ("diminished-seventh", [])
        case .augmented: ("augmented", [])
        case .suspended2: ("suspended-second", [])
        case .suspended4: ("suspended-fourth", [])
        case .major6: ("major-sixth", [])
        case .minor6: ("minor-sixth", [])
        case .dominant9: ("dominant-ninth", [])
        case .power: ("power", [])
        case .added9: ("major", [(9, 0, "add")])
        case .minorAdded9: ("minor", [(9, 0, "add")])
        case .major69: ("major-sixth", [(9, 0, "add")])
        case .minor69: ("minor-sixth", [(9, 0, "add")])
        case .major9: ("major-ninth", [])
        case .minor9: ("minor-ninth", [])
        case .major13: ("major-13th", [])
        case .dominant11: ("dominant-11th", [])
        case .minor11: ("minor-11th", [])
        case .dominant13: ("dominant-13th", [])
        case .dominant7Flat9: ("dominant", [(9, -1, "add")])
        case .dominant7Sharp9: ("dominant", [(9, 1, "add")])
        case .dominant7Sharp11: ("dominant", [(11, 1, "add")])
        case .dominant7Flat5: ("dominant", [(5, -1, "alter")])
        case .augmented7: ("augmented-seventh", [])
        case .dominant7Suspended4: ("suspended-fourth", [(7, -1, "add")])
        }
    }
}
