import Music
import Signal

/// Writes the parts of a band for a song: players who read the style's sheet, the chords and the song's form.
public struct Arranger: Sendable {
    private let song: Score
    private let style: Style
    private let sheet: StyleSheet
    private let stage: Stage
    private var generator: SeededGenerator
    private var breaks: Set<Int> = []

    /// The arrangement of a song; the same for the same seed. Empty when the song has fewer than two beats.
    public static func arrange(_ song: Score, style: Style, generator: SeededGenerator) -> Arrangement {
        guard let grid = BeatGrid(beats: song.leadSheet.beats) else { return Arrangement(style: style, parts: []) }
        var arranger = Arranger(song: song, style: style, grid: grid, generator: generator)
        return arranger.arrangement()
    }

    private init(song: Score, style: Style, grid: BeatGrid, generator: SeededGenerator) {
        self.song = song
        self.style = style
        sheet = StyleSheet.sheet(for: style)
        self.generator = generator
        let bars = Bar.bars(of: song.leadSheet, grid: grid, until: song.duration)
        let swing = Swing(unit: sheet.feel.unit, share: self.generator.uniform(in: sheet.feel.swing))
        stage = Stage(
            song: song, grid: grid, bars: bars, sections: SongForm(song, bars: bars, grid: grid).sections,
            swing: swing, feel: sheet.feel)
    }

    private mutating func arrangement() -> Arrangement {
        guard !stage.bars.isEmpty else { return Arrangement(style: style, parts: []) }
        drawBreaks()
        var parts: [Part] = []
        if let drums = sheet.drums, chance(drums.chance) {
            var drummer = Drummer(
                stage: stage, sheet: drums, breaks: breaks, from: entry(drums.from), touch: touch())
            parts.append(part(.drums, programs: drums.kits, volume: drums.volume) { drummer.notes() })
        }
        var bass = BassPlayer(
            stage: stage, sheet: sheet.bass, breaks: breaks, from: entry(sheet.bass.from, mayWait: false),
            touch: touch())
        parts.append(part(.bass, programs: sheet.bass.programs, volume: sheet.bass.volume) { bass.notes() })
        let lead = chance(sheet.lead.chance) ? sheet.lead : nil
        let harmony = drawnHarmony()
        if harmony.isRecorded {
            let keys = sheet.keys
            let piano = RecordedPiano(
                stage: stage, sheet: keys, recorded: lead == nil ? song.piano + song.secondLine : song.piano)
            parts.append(part(.keys, programs: keys.programs, volume: keys.volume) { piano.notes() })
        }
        for (comping, from) in harmony.players {
            var player = CompingPlayer(stage: stage, sheet: comping, breaks: breaks, from: from, touch: touch())
            parts.append(part(comping.part, programs: comping.programs, volume: comping.volume) { player.notes() })
        }
        if let lead {
            var player = LeadPlayer(stage: stage, sheet: lead, touch: touch())
            parts.append(part(.lead, programs: lead.programs, volume: lead.volume) { player.notes() })
        }
        return Arrangement(
            style: style, parts: parts.filter { !$0.notes.isEmpty }, sections: stage.sections, swing: stage.swing)
    }

    // MARK: Draws

    private mutating func chance(_ probability: Double) -> Bool { generator.uniform() < probability }

    private mutating func touch() -> Touch {
        Touch(stage: stage, generator: SeededGenerator(seed: generator.next()))
    }

    /// Some players come in a little earlier than the sheet has it, some later; the bass never later.
    private mutating func entry(_ intensity: Intensity, mayWait: Bool = true) -> Intensity {
        let draw = generator.uniform()
        let moved = intensity.rawValue + (draw < 0.2 ? -1 : mayWait && draw < 0.3 ? 1 : 0)
        return Intensity(rawValue: min(max(moved, 0), Intensity.full.rawValue)) ?? intensity
    }

    /// Now and then the band stops in the bar before a chorus.
    private mutating func drawBreaks() {
        for (section, next) in zip(stage.sections, stage.sections.dropFirst())
        where next.kind == .chorus && next.intensity > section.intensity && generator.uniform() < 0.25 {
            breaks.insert(section.endBar - 1)
        }
    }

    // MARK: Parts

    private static func channel(of name: Part.Name) -> Int {
        switch name {
        case .drums: 9
        case .bass: 1
        case .keys: 2
        case .guitar: 3
        case .strings: 4
        case .pad: 5
        case .lead: 6
        }
    }

    private mutating func part(
        _ name: Part.Name, programs: [Int], volume: Int, notes: () -> [Note]
    ) -> Part {
        Part(
            name: name, program: programs[generator.uniform(in: 0..<programs.count)],
            channel: Self.channel(of: name), volume: volume, notes: notes())
    }

    /// Who plays chords, and from which intensity on; somebody always plays.
    private mutating func drawnHarmony() -> (isRecorded: Bool, players: [(StyleSheet.Comping, Intensity)]) {
        let draw = generator.uniform()
        let isRecorded = draw < sheet.keys.recorded && !song.piano.isEmpty
        var sheets: [StyleSheet.Comping] = []
        if !isRecorded, draw < sheet.keys.recorded + sheet.keys.comped { sheets.append(sheet.keys.comping) }
        for comping in sheet.comping where chance(comping.chance) { sheets.append(comping) }
        if !isRecorded, !sheets.contains(where: { $0.part == .keys || $0.part == .guitar }) {
            sheets.append(sheet.keys.comping)
        }
        var players = sheets.map { ($0, entry($0.from)) }
        if !isRecorded, !players.contains(where: { $0.1 == .thin }),
            let first = players.indices.min(by: { players[$0].0.from < players[$1].0.from })
        {
            players[first].1 = .thin
        }
        return (isRecorded, players)
    }
}
