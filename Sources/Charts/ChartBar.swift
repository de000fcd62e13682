import Music

/// A bar of a chart.
struct ChartBar {
    /// Beats of the lead sheet; fewer than the metre in an upbeat or a cut last bar.
    let beats: Range<Int>
    /// What begins in it, at so many beats from its beginning; what holds on stands at 0 as nil of `isNew`.
    var chords: [(beat: Int, chord: Chord?, isNew: Bool)]
    /// Of a section that begins here.
    var section: String?
}

extension SongChart {
    /// Seconds of a beat, also of those behind the last.
    func time(ofBeat beat: Int) -> Double {
        let beats = leadSheet.beats
        guard let last = beats.last else { return 0 }
        if beats.indices.contains(beat) { return beats[beat] }
        return last + Double(beat - beats.count + 1) * 60 / max(leadSheet.tempo, 1)
    }

    /// Bars from the first beat to the last chord's end, whole ones but for an upbeat.
    var bars: [ChartBar] {
        let sheet = leadSheet
        guard sheet.beats.count > 1 else { return [] }
        var starts = sheet.downbeats.filter(sheet.beats.indices.contains)
        if starts.first != 0 { starts.insert(0, at: 0) }
        let meter = max(sheet.meter, 1)
        var bars = starts.enumerated().map { index, start in
            ChartBar(
                beats: start..<(index + 1 < starts.count ? starts[index + 1] : start + meter), chords: [], section: nil)
        }
        var held: Chord?
        for index in bars.indices {
            let range = bars[index].beats
            var last: Chord?? = nil
            for beat in range {
                // what begins a little late or early is on the beat
                let middle = (time(ofBeat: beat) + time(ofBeat: beat + 1)) / 2
                let chord = sheet.chord(at: middle)
                guard last == nil || last != .some(chord) else { continue }
                bars[index].chords.append((beat - range.lowerBound, chord, last != nil || chord != held || index == 0))
                last = .some(chord)
            }
            held = last ?? held
            let (begin, end) = (time(ofBeat: range.lowerBound), time(ofBeat: range.upperBound))
            let hair = (end - begin) / Double(2 * range.count)
            bars[index].section = sections.last { $0.time >= begin - hair && $0.time < end - hair }?.name
        }
        // nothing sounds behind the last chord
        while bars.count > 1, bars[bars.count - 1].chords.allSatisfy({ $0.chord == nil }),
            melody.allSatisfy({ $0.start < time(ofBeat: bars[bars.count - 1].beats.lowerBound) })
        { bars.removeLast() }
        return bars
    }

    /// Like "92 BPM", rounded.
    var tempoText: String { "\(Int(leadSheet.tempo.rounded()))" }
}
