import Foundation
import Music

/// The form of a song, read off its symbols: where nobody sings, what is repeated, what lies high and loud.
///
/// Bars are grouped by four. Groups with the same melody over the same chords are one theme; the theme that lies highest,
/// moves most and comes back is the chorus.
struct SongForm {
    let sections: [Section]

    private static let groupLength = 4

    init(_ song: SongSymbols, bars: [Bar], grid: BeatGrid) {
        let whole = bars.filter { $0.index >= 0 }
        guard !whole.isEmpty else {
            sections = [Section(kind: .verse, startBar: 0, endBar: 0, intensity: .full)]
            return
        }
        let features = whole.map { BarFeatures($0, of: song, grid: grid) }
        let groups = Self.groups(features)
        let kinds = Self.kinds(of: groups, features: features)
        sections = Self.joined(groups: groups, kinds: kinds)
    }

    // MARK: Features

    private struct BarFeatures {
        /// For every half beat the pitch class above the key's tonic that is sung, nil for none.
        var sung: [Int?]
        /// For every beat the chord above the key's tonic.
        var chords: [Chord?]
        /// Semitones above the song's key do not matter here: MIDI pitches.
        var pitches: [Int]
        var pianoNotes: Int
        /// The last half of the bar is free of voice.
        var endsFree: Bool
        var sungShare: Double { Double(sung.filter { $0 != nil }.count) / Double(max(sung.count, 1)) }

        init(_ bar: Bar, of song: SongSymbols, grid: BeatGrid) {
            let start = grid.seconds(at: bar.start)
            let end = grid.seconds(at: bar.end)
            let tonic = (song.keys.last { $0.start <= start + 0.1 }?.key ?? song.leadSheet.key).tonic.value
            let notes = song.melody.filter { $0.start < end - 0.03 && $0.end > start + 0.03 }
            sung = (0..<Int(bar.length * 2)).map { slot in
                let time = grid.seconds(at: bar.start + Double(slot) / 2 + 0.2)
                return notes.first { $0.start <= time && $0.end > time }.map { PitchClass($0.pitch - tonic).value }
            }
            chords = (0..<Int(bar.length)).map { beat in
                let middle = bar.start + Double(beat) + 0.4
                return bar.segments.first { $0.start <= middle && $0.end > middle }?.chord.transposed(by: -tonic)
            }
            pitches = notes.filter { $0.start >= start - 0.03 }.map(\.pitch)
            pianoNotes = song.piano.filter { $0.start >= start - 0.03 && $0.start < end - 0.03 }.count
            endsFree = sung.suffix(sung.count / 2).allSatisfy { $0 == nil }
        }
    }

    // MARK: Groups

    /// Ranges of bars; the first may be shorter than four bars.
    private static func groups(_ features: [BarFeatures]) -> [Range<Int>] {
        let count = features.count
        guard count > groupLength else { return [0..<count] }
        // Phrases begin after a rest of the voice, and where singing begins or ends.
        let scores = (0..<groupLength).map { offset -> Double in
            var score = offset == 0 ? 0.5 : 0
            for start in stride(from: offset, to: count, by: groupLength) where start > 0 {
                if features[start - 1].endsFree { score += 1 }
                if (features[start - 1].sungShare < 0.2) != (features[start].sungShare < 0.2) { score += 1 }
            }
            return score / Double((count - offset + groupLength - 1) / groupLength)
        }
        let offset = scores.indices.max { (scores[$0], -$0) < (scores[$1], -$1) } ?? 0
        var starts = Array(stride(from: offset, to: count, by: groupLength))
        if starts.first != 0 { starts.insert(0, at: 0) }
        // What is left at the end belongs to the group before unless it is sung otherwise.
        if starts.count > 1, let last = starts.last, count - last < 2 { starts.removeLast() }
        return starts.indices.map { starts[$0]..<($0 + 1 < starts.count ? starts[$0 + 1] : count) }
    }

    /// 0...1: the share of half beats sung alike, and of beats over the same chord.
    private static func likeness(_ left: Range<Int>, _ right: Range<Int>, _ features: [BarFeatures]) -> Double {
        var (sung, same, beats, alike) = (0, 0, 0, 0)
        for (a, b) in zip(left, right) {
            for (x, y) in zip(features[a].sung, features[b].sung) where x != nil || y != nil {
                sung += 1
                if x == y { same += 1 }
            }
            for (x, y) in zip(features[a].chords, features[b].chords) {
                beats += 1
                if x?.root == y?.root { alike += 1 }
            }
        }
        let melody = sung > 0 ? Double(same) / Double(sung) : 0
        return 0.7 * melody + 0.3 * (beats > 0 ? Double(alike) / Double(beats) : 0)
    }

    /// For every group the first group that is like it.
    private static func themes(_ groups: [Range<Int>], _ features: [BarFeatures]) -> [Int] {
        var themes: [Int] = []
        for group in groups.indices {
            let best = Set(themes).sorted().map { ($0, likeness(groups[$0], groups[group], features)) }
                .max { $0.1 < $1.1 }
            if let best, best.1 > 0.55 { themes.append(best.0) } else { themes.append(group) }
        }
        return themes
    }

    // MARK: Kinds

    private static func kinds(of groups: [Range<Int>], features: [BarFeatures]) -> [Section.Kind] {
        let isSung = groups.map { group in
            group.map { features[$0].sungShare }.reduce(0, +) / Double(group.count) >= 0.25
        }
        guard let first = isSung.firstIndex(of: true), let last = isSung.lastIndex(of: true) else {
            return groups.map { _ in .interlude }
        }
        var kinds = groups.indices.map { group -> Section.Kind in
            isSung[group] ? .verse : group < first ? .intro : group > last ? .outro : .interlude
        }
        let themes = themes(groups, features)
        let sung = groups.indices.filter { isSung[$0] }
        let energies = energies(of: groups, features, sung: sung)
        let chorus = chorus(themes: themes, energies: energies, sung: sung)
        for group in sung where chorus.contains(group) { kinds[group] = .chorus }
        guard let firstChorus = chorus.min(), let lastChorus = chorus.max() else { return kinds }
        let repeated = Set(sung.filter { group in sung.contains { $0 != group && themes[$0] == themes[group] } })
        for group in sung where kinds[group] == .verse {
            if group > firstChorus, group < lastChorus, !repeated.contains(group), sung.count > 4 {
                kinds[group] = .bridge
            } else if group + 1 < kinds.count, kinds[group + 1] == .chorus, group > first,
                kinds[group - 1] == .verse, themes[group] != themes[group - 1], sung.count > 3
            {
                kinds[group] = .preChorus
            }
        }
        return kinds
    }

    /// Height, movement and weight of what is sung, each in standard deviations over the sung groups.
    private static func energies(of groups: [Range<Int>], _ features: [BarFeatures], sung: [Int]) -> [Int: Double] {
        func standardized(_ values: [Double]) -> [Double] {
            let mean = values.reduce(0, +) / Double(max(values.count, 1))
            let spread = (values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(max(values.count, 1)))
                .squareRoot()
            return values.map { spread > 1e-9 ? ($0 - mean) / spread : 0 }
        }
        let heights = standardized(
            sung.map { group in
                let pitches = groups[group].flatMap { features[$0].pitches }
                return Double(pitches.reduce(0, +)) / Double(max(pitches.count, 1))
            })
        let tops = standardized(sung.map { Double(groups[$0].flatMap { features[$0].pitches }.max() ?? 0) })
        let shares = standardized(
            sung.map { group in groups[group].map { features[$0].sungShare }.reduce(0, +) / Double(groups[group].count)
            })
        let weights = standardized(
            sung.map { group in
                Double(groups[group].map { features[$0].pianoNotes }.reduce(0, +)) / Double(groups[group].count)
            })
        return Dictionary(
            uniqueKeysWithValues: sung.indices.map {
                (sung[$0], heights[$0] + 0.5 * tops[$0] + 0.3 * shares[$0] + 0.5 * weights[$0])
            })
    }

    private static func chorus(themes: [Int], energies: [Int: Double], sung: [Int]) -> Set<Int> {
        guard sung.count > 1 else { return [] }
        let byTheme = Dictionary(grouping: sung, by: { themes[$0] })
        func mean(_ theme: [Int]) -> Double {
            theme.map { energies[$0] ?? 0 }.reduce(0, +) / Double(theme.count)
        }
        let returning = byTheme.filter { $0.value.count > 1 }
        let candidates = returning.isEmpty ? byTheme : returning
        let ranked = candidates.map { (theme: $0.key, score: mean($0.value) + 0.25 * Double(min($0.value.count, 4))) }
            .sorted { ($0.score, -$0.theme) > ($1.score, -$1.theme) }
        guard let best = ranked.first, let members = byTheme[best.theme] else { return [] }
        var chorus = Set(members)
        // A chorus of eight bars has a second half, or a first one, nearly as strong.
        let threshold = mean(members) - 0.9
        for (theme, groups) in byTheme where theme != best.theme {
            let touching = groups.filter { chorus.contains($0 - 1) || members.contains($0 + 1) }
            if touching.count == groups.count, mean(groups) > threshold { chorus.formUnion(groups) }
        }
        // One theme for everything: its later half is the chorus.
        if chorus.count == sung.count { chorus = Set(sung.suffix(sung.count / 2)) }
        return chorus
    }

    // MARK: Sections

    private static func joined(groups: [Range<Int>], kinds: [Section.Kind]) -> [Section] {
        var sections: [Section] = []
        var seen: [Section.Kind: Int] = [:]
        for (group, kind) in zip(groups, kinds) {
            if let last = sections.last, last.kind == kind {
                sections[sections.count - 1].endBar = group.upperBound
                continue
            }
            seen[kind, default: 0] += 1
            sections.append(
                Section(
                    kind: kind, startBar: group.lowerBound, endBar: group.upperBound,
                    intensity: intensity(
                        of: kind, isFirst: seen[kind] == 1 && (kind != .verse || seen[.chorus] == nil))))
        }
        return sections
    }

    /// - Parameter isFirst: nothing of its kind, and before a verse no chorus, came before.
    private static func intensity(of kind: Section.Kind, isFirst: Bool) -> Intensity {
        switch kind {
        case .intro, .bridge, .outro: .thin
        case .verse: isFirst ? .calm : .full
        case .preChorus, .interlude: .full
        case .chorus: .chorus
        }
    }
}
