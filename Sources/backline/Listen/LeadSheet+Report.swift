import Music

/// What reports of takes and of listening say alike.
extension LeadSheet {
    /// Beats a minute with as many digits as a tempo has, which a told one keeps.
    var reportedTempo: Double { (tempo * 1e6).rounded() / 1e6 }

    /// What helps where beats are unsure; nil where they are not.
    /// - Parameter given: what the singer has fixed already.
    func beatAdvice(_ given: ListeningConstraints) -> String? {
        guard hasUnsureBeats else { return nil }
        let remedy =
            switch (given.tempo, given.firstDownbeat) {
            case (nil, _): "give --bpm"
            case (_, nil): "give --downbeat too"
            default: given.tempoDrifts ? "give the tempo without ~" : "check --bpm and --downbeat"
            }
        return "not sure of the beat: tap it on the screen, or \(remedy)"
    }
}
