import Corpus
import Evaluation
import Generation
import Music
import Recipes
import Signal

extension ValidationSuite {
    /// Validation songs, whose real render and lead sheet are known.
    func measure(
        _ all: [CorpusSong], count: Int, seconds: Double?, source: String
    ) throws -> (songs: SuiteSongs, pictures: [PairPicture]) {
        let count = min(count, all.count)
        // others from outside the set, where there are enough
        let distance = count < all.count ? count : 1
        var rows = Self.rows(systems.map(\.generator.description))
        var hearing: [SuiteHearing] = []
        var pictures: [PairPicture] = []
        var songs: [(name: String, seconds: Double)] = []
        var changes = SoundChanges()
        for index in 0..<count {
            let song = try SuiteSong(all[index], seconds: seconds)
            let other = try SuiteSong(all[(index + distance) % all.count], seconds: seconds)
            songs.append((song.name, song.vocal.duration))
            changes.add(SoundChanges(of: song.render.mono()))
            let sounds = try accompaniments(
                of: song, number: index, other: other, label: "\(song.name), \(index + 1) of \(count)", &rows, &hearing)
            let vocal = try PairSound(song.vocal)
            try write(vocal, song.name, in: "songs/vocals")
            let heard = try evaluation.hear(vocal, and: sounds.map(\.sound), isDescribed: true)
            let figures = try CoherenceFigures.each(of: sounds.map(\.sound.samples), song.sheet)
            // the real render is the first row
            let reference = heard.accompaniments.first
            for (place, sound) in sounds.enumerated() {
                rows[sound.row].leadSheet.append(figures[place])
                rows[sound.row].pairs.append(
                    HeardPair(
                        name: song.name, vocal: heard.vocal, generated: heard.accompaniments[place],
                        reference: reference))
            }
            if index < self.pictures {
                let shown = sounds.filter { rows[$0.row].kind != .otherSong }
                pictures.append(
                    PairPicture(
                        name: "song \(song.name)",
                        sounds: [("vocal", vocal)] + shown.map { (rows[$0.row].caption, $0.sound) }))
            }
        }
        let found = SuiteSongs(
            source: source, songs: songs.map(\.name), seconds: songs.reduce(0) { $0 + $1.seconds },
            othersAreOutside: 2 * count <= all.count,
            rows: try rows.map { try $0.finished(evaluation, real: changes) }, hearing: .mean(hearing))
        return (found, pictures)
    }

    /// From what is possible to chance; the real render first.
    private static func rows(_ systems: [SystemDescription]) -> [SuiteRowInMaking] {
        [.init(.real), .init(.vocoded)]
            + systems.flatMap { [.init(.annotated, $0), .init(.vocalAlone, $0)] } + [.init(.otherSong)]
    }

    /// What stands in each row for a song; rows without a take of it are left out.
    private func accompaniments(
        of song: SuiteSong, number: Int, other: SuiteSong, label: String, _ rows: inout [SuiteRowInMaking],
        _ hearing: inout [SuiteHearing]
    ) throws -> [(row: Int, sound: PairSound)] {
        var sounds: [(row: Int, sound: PairSound)] = []
        for place in rows.indices {
            let kind = rows[place].kind
            switch kind {
            case .real:
                let sound = try PairSound(song.render)
                try write(sound, song.name, in: "songs/reference")
                sounds.append((place, sound))
            case .otherSong: sounds.append((place, try PairSound(other.render)))
            case .vocoded:
                let samples = try SectionVocoder.samples(
                    MelFrontEnd().logMel(song.render.mono()), vocoder: vocoder)
                sounds.append((place, try PairSound(AudioBuffer(sampleRate: song.render.sampleRate, mono: samples))))
            case .annotated, .vocalAlone:
                let (sheet, style) = kind == .annotated ? (song.sheet, song.style) : (nil, nil)
                guard let system = systems.first(where: { $0.generator.name == rows[place].system?.name }),
                    let made = try take(
                        system, song.vocal, sheet: sheet, style: style, number: number, name: song.name, label: label,
                        into: &rows[place])
                else { continue }
                sounds.append((place, made.sound))
                try write(made.sound, song.name, in: "songs/\(system.generator.name)-\(kind.rawValue)")
                // every system hears with the same listener
                if sheet == nil, system.generator.name == systems.first?.generator.name {
                    hearing.append(SuiteHearing(made.heard, truth: song.sheet))
                }
            }
        }
        return sounds
    }
}
