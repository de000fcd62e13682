import Music

/// How the quarter notes of POP909-CL's MIDI stand to the beats of POP909's `beat_midi.txt`.
///
/// Both describe the same performance. CL's ticks count quarters at an invented tempo, and its quarter 0 is not
/// always the first beat of the original: the distance is a constant number of beats, not always a whole one. It is
/// found by letting every pair of notes of equal pitch vote.
public struct POP909Alignment: Sendable, Equatable {
    /// Beats: position in CL minus position on the original's beats.
    public let offset: Double
    /// 0...1: the share of CL's notes that find a note of the same pitch within a 12th of a beat.
    public let agreement: Double

    /// What counts as the same song on the same grid.
    public static let requiredAgreement = 0.8

    /// - Parameters:
    ///   - original: beat positions and pitches of the original's notes.
    ///   - corrected: quarter positions and pitches of CL's notes.
    /// nil when either is empty or no offset within +-16 beats has enough agreement.
    public init?(original: [(position: Double, pitch: Int)], corrected: [(position: Double, pitch: Int)]) {
        guard !original.isEmpty, !corrected.isEmpty else { return nil }
        let binsPerBeat = 24.0
        let reach = 16.0
        var byPitch: [Int: [Double]] = [:]
        for note in original { byPitch[note.pitch, default: []].append(note.position) }
        var votes: [Int: Int] = [:]
        for note in corrected {
            for position in byPitch[note.pitch] ?? [] where abs(note.position - position) < reach {
                votes[Int(((note.position - position) * binsPerBeat).rounded()), default: 0] += 1
            }
        }
        guard let winner = votes.max(by: { ($0.value, -abs($0.key), $0.key) < ($1.value, -abs($1.key), $1.key) })
        else { return nil }
        let rough = Double(winner.key) / binsPerBeat
        var distances: [Double] = []
        for note in corrected {
            let nearest = (byPitch[note.pitch] ?? []).map { note.position - $0 - rough }.min { abs($0) < abs($1) }
            if let nearest, abs(nearest) < 1.0 / 12 { distances.append(nearest) }
        }
        agreement = Double(distances.count) / Double(corrected.count)
        guard agreement >= Self.requiredAgreement else { return nil }
        distances.sort()
        let fine = rough + distances[distances.count / 2]
        // A whole number of beats is what nearly all songs have: do not let tick rounding move it.
        offset = abs(fine - fine.rounded()) < 0.03 ? fine.rounded() : fine
    }
}
