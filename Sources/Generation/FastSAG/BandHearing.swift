import Listener
import Music
import Signal

/// What a band whose A is 440 Hz plays to.
///
/// A voice in another tuning is told to it as a tape that runs faster or slower: pitch and time change together, so that
/// nothing is lost, and the sound that the band answers with is brought back the same way (`RetunedSound`). All seconds
/// of the band are those of the take times `ratio`: a voice 45 cents flat passes in 0.974 of its time.
struct BandHearing {
    /// In seconds of the band.
    let heard: Heard
    /// Frequencies of the take over those of the band; 1 where the band plays as the voice is sung.
    let ratio: Double

    /// - Throws: what the listener throws.
    init(_ edged: EdgedOrder, listener: any VocalListening) throws {
        let (sung, vocal) = (edged.heard, edged.order.vocal)
        ratio = sung.leadSheet.tuning?.bandRatio ?? 1
        guard edged.isEdged || ratio != 1 else {
            heard = sung
            return
        }
        let (lead, ratio) = (edged.lead, ratio)
        let tape = AudioBuffer(sampleRate: vocal.sampleRate / ratio, channels: vocal.channels)
        // a second that passes faster is still long enough; a sample more, since silence is rounded
        let missing =
            tape.duration < ListenerError.shortest
            ? ListenerError.shortest - tape.duration + 1 / tape.sampleRate : 0
        var heard = try listener.listen(
            to: missing > 0 ? tape.padded(before: 0, after: missing) : tape,
            playing: sung.leadSheet.shifted(by: lead).scaled(by: ratio))
        heard.softChords = sung.softChords.map { cell in
            var moved = cell
            moved.start = (cell.start + lead) * ratio
            moved.end = (cell.end + lead) * ratio
            return moved
        }
        (heard.confidence, heard.band) = (sung.confidence, sung.band)
        self.heard = heard
    }
}
