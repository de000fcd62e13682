import Foundation
import Music

/// The form of a song, read off its symbols: where nobody sings, what is repeated, what lies high and loud.
///
/// Bars are grouped by four. Groups with the same melody over the same chords are one theme; the theme that lies highest,
/// moves most and comes back is the chorus.
struct SongForm {
    let sections: [Section]

    private static let groupLength = 4

    init(_ song: Score, bars: [Bar], grid: BeatGrid) {
        let whole = bars.filter { $0.index >= 0 }
        guard !whole.isEmpty else {
            sections = [Section(kind: .verse, startBar: 0, endBar: 0, intensity: .full)]
            return
        }
        let features = whole.map { BarFeatures($0, of: song, grid: grid) }
        let groups = Self.groups(features)
        let themes = Self.themes(groups, features)
        let kinds = Self.kinds(of: groups, themes: themes, features: features)
        sections = Self.joined(groups: groups, themes: themes, kinds: kinds)
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
        /// Not only by the upbeat to the next bar.
        var isSung: Bool { sung.prefix(sung.count / 2).contains { $0 != nil } || sungShare >= 0.5 }

        init(_ bar: Bar, of song: Score, grid: BeatGrid) {
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

    /// Ranges of bars, four each where the song allows it: counted anew wherever the voice comes in after a rest of two
    /// bars or more.
    private static func groups(_ features: [BarFeatures]) -> [Range<Int>] {
        runs(features).flatMap { run -> [Range<Int>] in
            guard run.count > groupLength else { return [run] }
            // Phrases begin after a rest of the voice.
            let scores = (0..<groupLength).map { offset -> Double in
                let starts = stride(from: run.lowerBound + offset, to: run.upperBound, by: groupLength)
                let free = starts.filter { $0 > run.lowerBound && features[$0 - 1].endsFree }.count
                return (offset == 0 ? 1 : 0) + Double(free)
            }
            let offset = scores.indices.max { (scores[$0], -$0) < (scores[$1], -$1) } ?? 0
            var starts = Array(stride(from: run.lowerBound + offset, to: run.upperBound, by: groupLength))
            if starts.first != run.lowerBound { starts.insert(run.lowerBound, at: 0) }
            // A single bar at the end belongs to the group before.
            if starts.count > 1, let last = starts.last, run.upperBound - last < 2 { starts.removeLast() }
            return starts.indices.map { starts[$0]..<($0 + 1 < starts.count ? starts[$0 + 1] : run.upperBound) }
        }
    }

    /// Stretches with and without voice by turns; rests shorter than two bars belong to what is sung.
    private static func runs(_ features: [BarFeatures]) -> [Range<Int>] {
        var isSung = features.map(\.isSung)
        var start = 0
        for index in isSung.indices where isSung[index] {
            if index - start < 2, start > 0 { for rest in start..<index { isSung[rest] = true } }
            start = index + 1
        }
        var runs: [Range<Int>] = []
        for index in isSung.indices {
            if let last = runs.last, isSung[last.lowerBound] == isSung[index] {
                runs[runs.count - 1] = last.lowerBound..<(index + 1)
            } else {
                runs.append(index..<(index + 1))
            }
        }
        return runs
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

    private static func kinds(of groups: [Range<Int>], themes: [Int], features: [BarFeatures]) -> [Section.Kind] {
        let isSung = groups.map { group in
            group.map { features[$0].sungShare }.reduce(0, +) / Double(group.count) >= 0.25
        }
        guard let first = isSung.firstIndex(of: true), let last = isSung.lastIndex(of: true) else {
            return groups.map { _ in .interlude }
        }
        var kinds = groups.indices.map { group -> Section.Kind in
            isSung[group] ? .verse : group < first ? .intro : group > last ? .outro : .interlude
        }
        let sung = groups.indices.filter { isSung[$0] }
        let energies = energies(of: groups, features, sung: sung)
        let chorus = chorus(themes: themes, energies: energies, sung: sung)
        for group in sung where chorus.contains(group) { kinds[group] = .chorus }
        // A single group between two of the chorus, or behind one and of a new theme, is its second half.
        for group in sung where kinds[group] == .verse && group > 0 && kinds[group - 1] == .chorus {
            let follower = group + 1 < kinds.count ? kinds[group + 1] : .outro
            let isNew = !sung.contains { $0 < (chorus.min() ?? 0) && themes[$0] == themes[group] }
            if (follower == .chorus && sung.count > 3) || (isNew && follower != .verse) { kinds[group] = .chorus }
        }
        guard let firstChorus = chorus.min(), let lastChorus = chorus.max() else { return kinds }
        let repeated = Set(sung.filter { group in sung.contains { $0 != group && themes[$0] == themes[group] } })
        for group in sung where kinds[group] == .verse {
            if group > firstChorus, group < lastChorus, !repeated.contains(group), sung.count > 4,
                !(kinds[group - 1] == .bridge && kinds[group - 2] == .bridge)
            {
                kinds[group] = .bridge
            } else if group + 1 < kinds.count, kinds[group + 1] == .chorus, group > first + 1,
                kinds[group - 1] == .verse, kinds[group - 2] == .verse, themes[group] != themes[group - 2],
                themes[group] != themes[group - 1]
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
            let touching = groups.filter { members.contains($0 - 1) || members.contains($0 + 1) }
            if touching.count == groups.count, mean(groups) > threshold { chorus.formUnion(groups) }
        }
        // All of it strong: the later half is the chorus.
        if 4 * chorus.count > 3 * sung.count { chorus = Set(sung.suffix(sung.count / 2)) }
        return chorus
    }

    // MARK: Sections

    /// Groups of a kind are one section; a verse ends where its theme begins again or after sixteen bars.
    private static func joined(groups: [Range<Int>], themes: [Int], kinds: [Section.Kind]) -> [Section] {
        var sections: [Section] = []
        var firstTheme = -1
        var seen: Set<Section.Kind> = []
        for (group, kind) in zip(groups.indices, kinds) {
            if let last = sections.last, last.kind == kind {
                let length = groups[group].lowerBound - last.startBar
                let isNext = kind == .verse && (length >= 16 || (length >= 8 && themes[group] == firstTheme))
                if !isNext {
                    sections[sections.count - 1].endBar = groups[group].upperBound
                    continue
                }
            }
            let isFirst = kind == .verse ? seen.isDisjoint(with: [.verse, .chorus]) : !seen.contains(kind)
            seen.insert(kind)
            firstTheme = themes[group]
            sections.append(
                Section(
                    kind: kind, startBar: groups[group].lowerBound, endBar: groups[group].upperBound,
                    intensity: intensity(of: kind, isFirst: isFirst)))
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
