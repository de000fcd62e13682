import Music

extension SongSheet {
    /// What is fixed, for the next hearing; everything else is heard anew.
    public var constraints: ListeningConstraints { constraints(over: .init()) }

    /// What is fixed here, and of the rest what is said there.
    public func constraints(over given: ListeningConstraints) -> ListeningConstraints {
        var all = fixed
        if all.beats == nil, all.tempo == nil {
            all.beats = given.beats
            all.typedTempo = given.typedTempo
        }
        if all.beats == nil || given.beats == all.beats { all.firstDownbeat = all.firstDownbeat ?? given.firstDownbeat }
        if all.meter == nil { all.setMeter(given.signature) }
        all.key = all.key ?? given.key
        all.chart = given.chart
        all.tuning = all.tuning ?? given.tuning
        if all.chords.isEmpty { all.chords = given.chords }
        return triedReading.map { $0.constraints(over: all) } ?? all
    }

    /// What is fixed, whatever is tried out.
    private var fixed: ListeningConstraints {
        var all = ListeningConstraints(
            key: isKeyLocked ? leadSheet.key : nil, chords: lockedChords, tuning: fixedTuning)
        if trial != nil {
            if isMeterLocked { all.setMeter(leadSheet.signature) }
            return all
        }
        if isGridLocked || isMeterLocked { all.setMeter(leadSheet.signature) }
        if isGridLocked {
            all.firstDownbeat = firstDownbeat
            if leadSheet.beats.count > 1 { all.beats = leadSheet.beats }
        } else if let driftingTempo {
            all.typedTempo = TypedTempo(driftingTempo, drifts: true)
            all.firstDownbeat = driftingDownbeat
        }
        return all
    }

    /// The same locks over what was heard now. What is locked stands as it is, whatever was heard.
    /// - Parameter hypotheses: what was heard among others; nil keeps those of before, as do fixed beats and a reading
    ///   that is tried out, over which nothing else can be heard.
    public func heard(_ sheet: LeadSheet, hypotheses heard: [ListeningHypothesis]? = nil) -> SongSheet {
        var merged = self
        merged.leadSheet = sheet
        if let heard, trial == nil, !isGridLocked { merged.hypotheses = heard }
        if isGridLocked {
            merged.leadSheet.beats = leadSheet.beats
            merged.leadSheet.downbeats = leadSheet.downbeats
            merged.leadSheet.signature = leadSheet.signature
            merged.leadSheet.confirm(.beats)
            merged.leadSheet.beatConfidence = leadSheet.beatConfidence
        } else if isMeterLocked, leadSheet.signature != sheet.signature {
            merged.leadSheet.signature = leadSheet.signature
            let first = (sheet.downbeats.first ?? 0) % max(leadSheet.meter, 1)
            merged.leadSheet.downbeats = Array(stride(from: first, to: sheet.beats.count, by: max(leadSheet.meter, 1)))
        }
        if isMeterLocked { merged.leadSheet.confirm(.meter) }
        if isKeyLocked {
            merged.leadSheet.key = leadSheet.key
            merged.leadSheet.confirm(.key)
        }
        if let fixedTuning {
            merged.leadSheet.tuning = Tuning(cents: fixedTuning, drift: sheet.tuning?.drift ?? 0)
        }
        if let reading = triedReading { merged.limitConfidence(to: reading) }
        for locked in lockedChords { merged.leadSheet.lay(locked) }
        merged.lockedChords = lockedChords
        return merged
    }
}

extension LeadSheet {
    /// Puts a span over what stands there.
    fileprivate mutating func lay(_ span: Span) {
        var spans: [Span] = []
        for old in chords {
            if old.start < span.start {
                spans.append(
                    Span(
                        start: old.start, end: min(old.end, span.start), chord: old.chord, confidence: old.confidence))
            }
            if old.end > span.end {
                spans.append(
                    Span(start: max(old.start, span.end), end: old.end, chord: old.chord, confidence: old.confidence))
            }
        }
        chords = (spans + [span]).sorted { $0.start < $1.start }
    }
}
