import Music

extension SongSheet {
    /// The reading that is tried out.
    public var triedReading: ListeningHypothesis? {
        trial.flatMap { hypotheses.indices.contains($0.index) ? hypotheses[$0.index] : nil }
    }

    /// "reading 2 of 5: 92 BPM 3/4 A minor, 31 %"; nil without readings.
    public var readingText: String? {
        guard let (place, share) = readingPlace else { return nil }
        return "\(place): \(shownReadings.names[trial?.index ?? 0]), \(share)"
    }

    /// "reading 2 of 5, 31 %", likewise.
    public var briefReadingText: String? { readingPlace.map { "\($0), \($1)" } }

    /// The readings as they are tried out: a key and a metre that are locked stay.
    private var shownReadings: [ListeningHypothesis] {
        hypotheses.map { reading in
            var shown = reading
            if isKeyLocked { shown.key = leadSheet.key }
            if isMeterLocked { shown.meter = leadSheet.signature }
            return shown
        }
    }

    private var readingPlace: (place: String, share: String)? {
        guard let reading = triedReading ?? hypotheses.first, hypotheses.indices.contains(trial?.index ?? 0) else {
            return nil
        }
        let share = LeadSheetWords.number((reading.probability * 100).rounded())
        return ("reading \((trial?.index ?? 0) + 1) of \(hypotheses.count)", "\(share) %")
    }

    /// Tries the next reading out: steady beats in its tempo, its metre and its key, but for a key that is locked. After
    /// the last one comes the first, which is what was heard.
    /// - Parameter duration: seconds of the song.
    /// - Returns: which one it is now; nil where there are no others.
    @discardableResult
    public mutating func tryNextReading(duration: Double) -> Int? {
        guard hypotheses.count > 1 else { return nil }
        let next = ((trial?.index ?? 0) + 1) % hypotheses.count
        guard next > 0 else {
            endTrial()
            return 0
        }
        let reading = hypotheses[next]
        guard Self.tempoRange.contains(reading.tempo), Meter.range.contains(reading.meter.beats) else { return nil }
        endTrial()
        trial = ReadingTrial(index: next, of: self)
        isGridLocked = false
        if !isMeterLocked { leadSheet.signature = reading.meter }
        if !isKeyLocked { leadSheet.key = reading.key }
        layGrid(period: 60 / reading.tempo, downbeat: reading.firstDownbeat, duration: duration)
        leadSheet.beatConfidence = 1
        limitConfidence(to: reading)
        return next
    }

    /// Brings back what was heard first.
    public mutating func endTrial() {
        guard let before = trial else { return }
        trial = nil
        isGridLocked = before.isGridLocked
        isMeterLocked = before.isMeterLocked
        // chords that were typed meanwhile stay
        if lockedChords.count == before.lockedChords.count { lockedChords = before.lockedChords }
        let key = leadSheet.key
        leadSheet = before.first
        if isKeyLocked { leadSheet.key = key }
        self = heard(leadSheet)
    }

    /// What is tried out is no surer than it is likely.
    mutating func limitConfidence(to reading: ListeningHypothesis) {
        let most = reading.probability
        leadSheet.beatConfidence = min(leadSheet.beatConfidence, most)
        guard var sure = leadSheet.confidence else { return }
        sure.beats = min(sure.beats, most)
        sure.meter = min(sure.meter, most)
        sure.downbeats = min(sure.downbeats, most)
        if !isKeyLocked { sure.key = min(sure.key, most) }
        leadSheet.confidence = sure
    }

    /// Takes the beats, the metre and the key that a take played to, and fixes them; its chords are those heard over them.
    /// - Parameter sheet: in seconds of the song.
    public mutating func settle(on sheet: LeadSheet) {
        endTrial()
        isMeterLocked = false
        self = heard(sheet)
        takeReading()
    }

    /// Fixes what is tried out, or what was heard: beats, metre and key.
    public mutating func takeReading() {
        lockGrid()
        isMeterLocked = true
        isKeyLocked = true
        leadSheet.confirm(.meter)
        leadSheet.confirm(.key)
    }
}
