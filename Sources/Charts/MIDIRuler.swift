import Music

/// Seconds of a recording as ticks: a beat is a beat, wherever it was sung, and what stands before the first one lasts a whole number
/// of beats of its own tempo.
struct MIDIRuler {
    /// Seconds of a quarter from a tick on.
    private(set) var tempi: [(tick: Int, seconds: Double)] = []
    /// Beats of the bars from a tick on.
    private(set) var meters: [(tick: Int, beats: Int)] = []
    /// Ticks and seconds that belong together, rising.
    private var places: [(tick: Int, seconds: Double)] = []
    private let beatTicks: Int

    init(_ chart: SongChart, quarter: Int) {
        let sheet = chart.leadSheet
        let isCompound = sheet.signature.isCompound
        beatTicks = isCompound ? quarter * 3 / 2 : quarter
        let meter = max(sheet.meter, 1)
        guard let first = sheet.beats.first, sheet.beats.count > 1 else {
            let seconds = 0.5
            tempi = [(0, seconds)]
            meters = [(0, meter)]
            places = [(0, 0), (quarter, seconds)]
            return
        }
        let usual = 60 / max(sheet.tempo, 1)
        let lead = first > 0.001 ? max(Int((first / usual).rounded()), 1) : 0
        // a beat before the recording's beginning is left out
        places = [(0, 0)]
        for (index, beat) in sheet.beats.enumerated() where beat > places[places.count - 1].seconds || index + lead == 0
        {
            if index + lead > 0 { places.append(((index + lead) * beatTicks, beat)) }
        }
        if let last = places.last { places.append((last.tick + beatTicks, last.seconds + usual)) }
        let beatsAQuarter = Double(quarter) / Double(beatTicks)
        for (from, to) in zip(places, places.dropFirst()) {
            let seconds = (to.seconds - from.seconds) / Double(to.tick - from.tick) * Double(beatTicks) * beatsAQuarter
            if let last = tempi.last, abs(last.seconds - seconds) < 1e-7 { continue }
            tempi.append((from.tick, seconds))
        }
        // bars: what stands before the first downbeat, then each that is longer or shorter than the one before
        let downbeats = sheet.downbeats.filter(sheet.beats.indices.contains)
        let upbeat = lead + (downbeats.first ?? 0)
        if upbeat > 0 {
            // as many whole bars as there are, the rest before them
            if upbeat % meter != 0 { meters.append((0, upbeat % meter)) }
            if upbeat >= meter { meters.append((upbeat % meter * beatTicks, meter)) }
        }
        for (index, start) in downbeats.enumerated() {
            let length = index + 1 < downbeats.count ? downbeats[index + 1] - start : meter
            if meters.last?.beats != length { meters.append(((start + lead) * beatTicks, length)) }
        }
        if meters.isEmpty { meters = [(0, meter)] }
    }

    func tick(at seconds: Double) -> Int {
        let index = max(places.lastIndex { $0.seconds <= seconds } ?? 0, 0)
        let (from, to) =
            index + 1 < places.count ? (places[index], places[index + 1]) : (places[index - 1], places[index])
        let share = (seconds - from.seconds) / (to.seconds - from.seconds)
        return max(from.tick + Int((share * Double(to.tick - from.tick)).rounded()), 0)
    }
}
