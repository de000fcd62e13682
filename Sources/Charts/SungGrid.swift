import Music

/// The melody on sixteenths, bar by bar: rests and notes that together fill every bar.
struct SungGrid {
    /// In sixteenths of its bar.
    struct Cell: Equatable {
        var start: Int
        var length: Int
        /// nil is a rest.
        var pitch: Int?
        /// Whether it goes on from the bar before, and into the next.
        var isTiedBack = false
        var isTiedOn = false
        var syllable: String?
    }

    private(set) var cells: [[Cell]] = []

    /// - Parameter unit: sixteenths of a beat.
    init(_ chart: SongChart, bars: [ChartBar], unit: Int) {
        guard let first = bars.first, let last = bars.last else { return }
        let count = (last.beats.upperBound - first.beats.lowerBound) * unit
        func time(_ place: Int) -> Double {
            let beat = first.beats.lowerBound + place / unit
            let (from, to) = (chart.time(ofBeat: beat), chart.time(ofBeat: beat + 1))
            return from + (to - from) * Double(place % unit) / Double(unit)
        }
        func place(_ seconds: Double) -> Int {
            var (low, high) = (0, count)
            while low < high {
                let middle = (low + high) / 2
                if time(middle) < seconds { low = middle + 1 } else { high = middle }
            }
            return low > 0 && seconds - time(low - 1) < time(low) - seconds ? low - 1 : low
        }
        // every sixteenth has the note that was placed on it last
        var sounding = [Int?](repeating: nil, count: count)
        for (index, note) in chart.melody.enumerated() {
            let start = place(note.start)
            let end = max(place(note.end), start + 1)
            for sixteenth in start..<max(min(end, count), start) { sounding[sixteenth] = index }
        }
        for bar in bars {
            let begin = (bar.beats.lowerBound - first.beats.lowerBound) * unit
            let end = begin + bar.beats.count * unit
            var own: [Cell] = []
            var sixteenth = begin
            while sixteenth < end {
                let note = sounding[sixteenth]
                var next = sixteenth + 1
                while next < end, sounding[next] == note { next += 1 }
                let sung = note.map { chart.melody[$0] }
                own.append(
                    Cell(
                        start: sixteenth - begin, length: next - sixteenth, pitch: sung?.pitch,
                        isTiedBack: note != nil && sixteenth > 0 && sixteenth == begin
                            && sounding[sixteenth - 1] == note,
                        isTiedOn: note != nil && next == end && end < count && sounding[end] == note,
                        syllable: sung?.syllable))
                sixteenth = next
            }
            cells.append(own)
        }
    }
}
