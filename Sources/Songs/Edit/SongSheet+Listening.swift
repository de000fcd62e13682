import Music

extension SongSheet {
    /// What is fixed, for the next hearing; everything else is heard anew.
    public var constraints: ListeningConstraints {
        ListeningConstraints(
            firstDownbeat: isGridLocked ? firstDownbeat : nil,
            meter: isGridLocked || isMeterLocked ? leadSheet.meter : nil, key: isKeyLocked ? leadSheet.key : nil,
            beats: isGridLocked && leadSheet.beats.count > 1 ? leadSheet.beats : nil, chords: lockedChords)
    }

    /// The same locks over what was heard now. What is locked stands as it is, whatever was heard.
    public func heard(_ sheet: LeadSheet) -> SongSheet {
        var merged = self
        merged.leadSheet = sheet
        if isGridLocked {
            merged.leadSheet.beats = leadSheet.beats
            merged.leadSheet.downbeats = leadSheet.downbeats
            merged.leadSheet.meter = leadSheet.meter
            merged.leadSheet.beatConfidence = leadSheet.beatConfidence
        } else if isMeterLocked, leadSheet.meter != sheet.meter {
            merged.leadSheet.meter = leadSheet.meter
            let first = (sheet.downbeats.first ?? 0) % max(leadSheet.meter, 1)
            merged.leadSheet.downbeats = Array(stride(from: first, to: sheet.beats.count, by: max(leadSheet.meter, 1)))
        }
        if isKeyLocked { merged.leadSheet.key = leadSheet.key }
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
