import Music

extension SongSheet {
    /// Beats a minute.
    public static let tempoRange = 20.0...400.0

    /// Sets the key and locks it.
    public mutating func setKey(_ key: Key) {
        leadSheet.key = key
        leadSheet.confirm(.key)
        isKeyLocked = true
    }

    /// Lays new bar lines from the first downbeat on, which stays one, and locks the metre.
    /// - Throws: `SheetEditError`.
    public mutating func setMeter(_ meter: Meter) throws {
        guard Meter.range.contains(meter.beats) else {
            let range = Double(Meter.range.lowerBound)...Double(Meter.range.upperBound)
            throw SheetEditError.outside(range, what: "beats a bar", value: Double(meter.beats))
        }
        if trial != nil { takeReading() }
        leadSheet.signature = meter
        leadSheet.confirm(.meter)
        isMeterLocked = true
        layBars(through: leadSheet.downbeats.first ?? 0)
    }

    /// Locks beats and bar lines as they stand.
    public mutating func lockGrid() {
        trial = nil
        driftingTempo = nil
        driftingDownbeat = nil
        isGridLocked = true
        leadSheet.confirm(.beats)
    }

    /// Leaves beats and bar lines to the next hearing.
    public mutating func unlockGrid() {
        isGridLocked = false
        driftingTempo = nil
        driftingDownbeat = nil
    }

    /// Lets beats drift around a tempo: the next hearing finds them. A first downbeat that was fixed stays.
    /// - Parameter tempo: beats a minute; nil is that of the beats.
    /// - Throws: `SheetEditError`.
    public mutating func letTempoDrift(around tempo: Double? = nil) throws {
        let tempo = tempo ?? leadSheet.tempo
        guard Self.tempoRange.contains(tempo) else {
            throw SheetEditError.outside(Self.tempoRange, what: "the tempo", value: tempo)
        }
        driftingTempo = tempo
        if isGridLocked {
            driftingDownbeat = firstDownbeat
            isMeterLocked = true
        }
        trial = nil
        isGridLocked = false
    }

    /// Fixes the tuning; nil leaves it to the next hearing.
    /// - Parameter cents: over A = 440 Hz.
    /// - Throws: `SheetEditError`.
    public mutating func setTuning(_ cents: Double?) throws {
        if let cents, !Tuning.range.contains(cents) {
            throw SheetEditError.outside(Tuning.range, what: "the tuning in cents", value: cents.rounded())
        }
        fixedTuning = cents
        if let cents { leadSheet.tuning = Tuning(cents: cents, drift: leadSheet.tuning?.drift ?? 0) }
    }

    /// Makes a beat a downbeat, and so every bar's length before and after it; locks beats and bar lines.
    /// - Precondition: the beat exists.
    public mutating func setDownbeat(atBeat beat: Int) {
        precondition(leadSheet.beats.indices.contains(beat), "beat \(beat) of \(leadSheet.beats.count)")
        layBars(through: beat)
        lockGrid()
    }

    /// Steady beats at a tempo over the whole song, with the first downbeat where it is; locks beats and bar lines.
    /// Chords keep to the beat nearest to where they changed.
    /// - Parameter duration: seconds of the song.
    /// - Throws: `SheetEditError`.
    public mutating func setTempo(_ tempo: Double, duration: Double) throws {
        guard Self.tempoRange.contains(tempo) else {
            throw SheetEditError.outside(Self.tempoRange, what: "the tempo", value: tempo)
        }
        setGrid(period: 60 / tempo, downbeat: firstDownbeat ?? leadSheet.beats.first ?? 0, duration: duration)
    }

    /// Steady beats through taps. The first tap that counts is a downbeat unless there is one to keep.
    /// - Parameters:
    ///   - taps: seconds of the song.
    ///   - keepingBars: leaves the first downbeat at the beat nearest to where it is.
    /// - Throws: `SheetEditError`.
    public mutating func setGrid(taps: [Double], keepingBars: Bool = false, duration: Double) throws {
        let heard = try TapTempo(taps: taps)
        guard Self.tempoRange.contains(heard.tempo) else {
            throw SheetEditError.outside(Self.tempoRange, what: "the tempo", value: heard.tempo)
        }
        var downbeat = heard.first
        if keepingBars, let kept = firstDownbeat {
            downbeat += ((kept - downbeat) / heard.period).rounded() * heard.period
        }
        setGrid(period: heard.period, downbeat: downbeat, duration: duration)
    }

    /// A beat between each two, and bars of half the length; locks beats and bar lines.
    /// - Throws: `SheetEditError` when the tempo would be out of its range.
    public mutating func doubleTempo() throws {
        try checkTempo(leadSheet.tempo * 2)
        let beats = leadSheet.beats
        let first = leadSheet.downbeats.first ?? 0
        leadSheet.beats = zip(beats, beats.dropFirst()).flatMap { [$0, ($0 + $1) / 2] } + beats.suffix(1)
        layBars(through: first * 2)
        lockGrid()
    }

    /// Every other beat, the first downbeat among them; locks beats and bar lines.
    /// - Throws: `SheetEditError` when the tempo would be out of its range.
    public mutating func halveTempo() throws {
        try checkTempo(leadSheet.tempo / 2)
        let first = leadSheet.downbeats.first ?? 0
        leadSheet.beats = leadSheet.beats.enumerated().filter { $0.offset % 2 == first % 2 }.map(\.element)
        layBars(through: first / 2)
        snapChords()
        lockGrid()
    }

    /// Moves all beats, and the chords with them; beats that leave the song go, and what it uncovers is filled in the
    /// tempo there. Locks beats and bar lines.
    /// - Parameters:
    ///   - seconds: later if positive.
    ///   - duration: seconds of the song.
    public mutating func nudge(by seconds: Double, duration: Double) {
        guard seconds != 0, !leadSheet.beats.isEmpty else { return }
        let opening = leadSheet.beats.count > 1 ? leadSheet.beats[1] - leadSheet.beats[0] : Self.usualPeriod
        let count = leadSheet.beats.count
        let closing = count > 1 ? leadSheet.beats[count - 1] - leadSheet.beats[count - 2] : Self.usualPeriod
        var anchor = leadSheet.downbeats.first ?? 0
        // what is shown to last to the song's end still does
        let end = leadSheet.chords.last?.end
        moveChords { span in
            var moved = span
            moved.start = span.start <= Self.hair ? 0 : min(max(span.start + seconds, 0), duration)
            moved.end = span.end == end ? span.end : min(max(span.end + seconds, 0), duration)
            return moved
        }
        var beats = leadSheet.beats.map { $0 + seconds }
        while let first = beats.first, first - opening >= 0 {
            beats.insert(first - opening, at: 0)
            anchor += 1
        }
        while let last = beats.last, last + closing < duration { beats.append(last + closing) }
        let gone = beats.prefix { $0 < 0 }.count
        leadSheet.beats = beats.filter { $0 >= 0 && $0 < duration }
        layBars(through: anchor - gone)
        lockGrid()
    }

    /// Seconds of the first downbeat; nil without one.
    public var firstDownbeat: Double? {
        leadSheet.downbeats.first.flatMap { leadSheet.beats.indices.contains($0) ? leadSheet.beats[$0] : nil }
    }

    private mutating func setGrid(period: Double, downbeat: Double, duration: Double) {
        layGrid(period: period, downbeat: downbeat, duration: duration)
        lockGrid()
    }

    /// Steady beats over the whole song, and bars through one of them; chords keep to the nearest beat.
    mutating func layGrid(period: Double, downbeat: Double, duration: Double) {
        let before = Int((downbeat / period + Self.hair).rounded(.down))
        let start = downbeat - Double(before) * period
        let count = max(Int(((duration - start) / period - Self.hair).rounded(.up)), 1)
        leadSheet.beats = (0..<count).map { max(start + Double($0) * period, 0) }
        layBars(through: before)
        snapChords()
    }

    private func checkTempo(_ tempo: Double) throws {
        guard leadSheet.beats.count > 1 else { throw SheetEditError.noBeats }
        guard Self.tempoRange.contains(tempo) else {
            throw SheetEditError.outside(Self.tempoRange, what: "the tempo", value: tempo.rounded())
        }
    }

    /// Bar lines at every so many beats, one of them at a beat (which may lie outside).
    private mutating func layBars(through beat: Int) {
        let meter = max(leadSheet.meter, 1)
        let first = ((beat % meter) + meter) % meter
        leadSheet.downbeats = Array(stride(from: first, to: leadSheet.beats.count, by: meter))
    }

    /// Puts every change of chord onto the nearest beat; a chord that loses all its time goes.
    private mutating func snapChords() {
        guard let start = leadSheet.chords.first?.start, let end = leadSheet.chords.last?.end else { return }
        let grid = self
        func snapped(_ time: Double) -> Double {
            guard time > start, time < end, let beat = grid.beat(nearest: time) else { return time }
            return grid.leadSheet.beats[beat]
        }
        moveChords { span in
            var moved = span
            moved.start = snapped(span.start)
            moved.end = snapped(span.end)
            return moved
        }
    }

    private mutating func moveChords(_ move: (LeadSheet.Span) -> LeadSheet.Span) {
        let isLong: (LeadSheet.Span) -> Bool = { $0.end - $0.start > Self.hair }
        leadSheet.chords = leadSheet.chords.map(move).filter(isLong)
        lockedChords = lockedChords.map(move).filter(isLong)
    }
}
